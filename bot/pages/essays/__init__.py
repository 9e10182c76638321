"""Where an observer hands in an essay (调研材料): one page behind a link of their own."""
