"""Twenty optimiser steps of a two-block transformer; numbers go in and out as raw float32."""
import sys

import numpy
import torch
from torch import nn

WIDTH, HEADS = 16, 2


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1 = nn.LayerNorm(WIDTH)
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.proj = nn.Linear(WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH)
        self.fc1 = nn.Linear(WIDTH, 4 * WIDTH)
        self.fc2 = nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        batch, tokens, _ = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(batch, tokens, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        pattern = (q.matmul(k.transpose(-2, -1)) * 0.25).softmax(-1)
        x = x + self.proj(pattern.matmul(v).transpose(1, 2).reshape(batch, tokens, WIDTH))
        return x + self.fc2(nn.functional.gelu(self.fc1(self.norm2(x))))


class TwoBlocks(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([Block(), Block()])
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, 3)

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))


def read(path, shape):
    return torch.from_numpy(numpy.fromfile(path, dtype="<f4").reshape(shape))


def write(path, tensors):
    with open(path, "wb") as out:
        for tensor in tensors:
            out.write(tensor.detach().numpy().tobytes())


def main(folder, expression, clip):
    torch.set_num_threads(1)
    model = TwoBlocks()
    numbers = numpy.fromfile(f"{folder}/weights", dtype="<f4")
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.from_numpy(numbers[: parameter.numel()].copy()).reshape(parameter.shape))
            numbers = numbers[parameter.numel():]
    x, target = read(f"{folder}/x", (4, 6, WIDTH)), read(f"{folder}/target", (4, 6, 3))
    optimizer = eval(expression, {"optim": torch.optim, "parameters": list(model.parameters()), "fused": hasattr(torch.ops.aten, "_fused_adagrad_")})
    losses = []
    for step in range(20):
        optimizer.zero_grad(set_to_none=True)
        loss = nn.functional.l1_loss(model(x), target)
        loss.backward()
        if step == 0:
            write(f"{folder}/gradients", [p.grad for p in model.parameters()])
        if float(clip) > 0:
            nn.utils.clip_grad_norm_(model.parameters(), float(clip))
        optimizer.step()
        losses.append(loss)
    write(f"{folder}/losses", losses)
    write(f"{folder}/trained", model.parameters())


main(*sys.argv[1:])
