"""Letters (函) from draft to outcome: frozen content, signatures, 文号, seal, delivery, answers."""
