"""The 观察哨 column: from a report that ended well to a piece in the paper, with consent."""
