"""An encoder small enough to be fine-tuned in a test."""

from pathlib import Path


def write_tiny_bert(characters: str, folder: Path) -> None:
    """Write an untrained BERT of one layer and its tokenizer for these characters. Needs transformers."""
    import transformers

    from pipeline.training import ner_e5

    vocabulary = [*ner_e5.SPECIAL, *dict.fromkeys(characters)]
    ner_e5.write_tokenizer(vocabulary, folder)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=140,
    )
    transformers.BertModel(config).save_pretrained(folder)
