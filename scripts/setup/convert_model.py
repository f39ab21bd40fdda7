"""Makes the folder that vLLM reads from a GGUF file: weights in bfloat16, tokenizer and chat template."""

import os
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig


def main():
    gguf, target = sys.argv[1:]
    source = {"pretrained_model_name_or_path": os.path.dirname(gguf), "gguf_file": os.path.basename(gguf)}
    plain = GgufConfig(dequantize=True)
    model = AutoModelForCausalLM.from_pretrained(**source, quantization_config=plain, dtype=torch.bfloat16)
    # The weights are plain numbers now; a server that is told otherwise looks for blocks.
    model.config.__dict__.pop("quantization_config", None)
    model.save_pretrained(target)
    AutoTokenizer.from_pretrained(**source).save_pretrained(target)


main()
