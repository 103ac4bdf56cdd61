"""First weights after a seed, as raw float32 numbers one layer after the other."""
import sys

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(3)
layers = [
    nn.Linear(5, 7), nn.Linear(4, 3, bias=False), nn.Conv2d(3, 8, 3), nn.Conv1d(4, 4, 5, groups=2), nn.ConvTranspose2d(4, 6, 2),
    nn.Embedding(6, 3), nn.LayerNorm(4), nn.MultiheadAttention(8, 2),
]
tensors = [p for layer in layers for p in layer.parameters()]
blank = torch.empty(6, 5)
tensors += [
    nn.init.trunc_normal_(blank.clone(), std=0.02), nn.init.xavier_uniform_(blank.clone()), nn.init.xavier_normal_(blank.clone()),
    nn.init.kaiming_normal_(blank.clone()), nn.init.kaiming_uniform_(blank.clone(), nonlinearity="relu"),
]
with open(sys.argv[1], "wb") as out:
    for tensor in tensors:
        out.write(tensor.detach().numpy().tobytes())
