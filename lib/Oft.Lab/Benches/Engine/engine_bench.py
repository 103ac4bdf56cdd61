"""The Python side of `oft bench engine`: the cases of EngineCases.cs, timed on request.

Reads lines: "build<tab>GAP" makes the cases, "NAME<tab>SECONDS" is answered with the nanoseconds of processor time one call took, over a loop of about that long.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(1)
R = torch.randn
cases = {}
spacers = []


def case(name, statement, track=False, **names):
    """Compiles a loop over the statement whose names are fast locals, the quickest Python there is."""
    source = f"def loop(times, {', '.join(names)}):\n    for _ in range(times):\n        {statement}\n"
    scope = {"torch": torch, "F": F}
    exec(source, scope)
    cases[name] = (scope["loop"], tuple(names.values()), track, [1])


def attention(name, q):
    """The public function; before libtorch 2.0, which has none, the products that everybody writes."""
    if hasattr(F, "scaled_dot_product_attention"):
        case(name, "f(q, q, q)", f=F.scaled_dot_product_attention, q=q)
    else:
        case(name, "((q * s).matmul(q.transpose(-2, -1))).softmax(-1).matmul(q)", q=q, s=q.shape[-1] ** -0.5)


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.width = heads, width
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.proj = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.fc1, self.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        batch, length, _ = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(batch, length, 3, self.heads, self.width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        pattern = (q.matmul(k.transpose(-2, -1)) * (self.width // self.heads) ** -0.5).softmax(-1)
        x = x + self.proj(pattern.matmul(v).transpose(1, 2).reshape(batch, length, self.width))
        return x + self.fc2(F.gelu(self.fc1(self.norm2(x))))


def training(name, layers, width, heads, length, batch):
    model = nn.Sequential(*[Block(width, heads) for _ in range(layers)], nn.LayerNorm(width), nn.Linear(width, 7))
    # foreach is the quicker of Python's ways on this size.
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, foreach=True)
    x, target = R(batch, length, width), R(batch, length, 7)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = F.l1_loss(model(x), target)
        loss.backward()
        optimizer.step()

    case(name, "step()", track=True, step=step)


def build(gap):
    """All cases anew: behind a gap in memory, so that no lucky or unlucky address decides."""
    spacers.append(torch.empty(gap))
    one, other = R(1), R(1)
    small, mid = R(8, 8), R(256, 1024)
    square = R(256, 256)
    tokens, wide, hidden = R(197, 256), R(1024, 256), R(197, 1024)
    bias, narrow = R(1024), R(8)
    scores = R(4, 197, 197)
    pixels, patch, patch_bias = R(4, 3, 56, 56), R(64, 3, 14, 14), R(64)
    icon, window, window_bias = R(1, 3, 8, 8), R(4, 3, 3, 3), R(4)
    table, few, many = R(1000, 64), torch.tensor([3, 7]), torch.arange(512)
    q1, q2 = R(1, 1, 4, 8), R(2, 4, 197, 64)
    line, scale, shift = R(8, 32), R(32), R(32)
    scale256, shift256 = R(256), R(256)
    counter, block = torch.ones(1), torch.ones(256, 1024)
    weight = R(8, 8).requires_grad_()

    case("add, 1 number", "torch.add(a, b)", a=one, b=other)
    case("add, 262,144 numbers", "torch.add(a, b)", a=mid, b=mid)
    case("mul, 1 number", "a * b", a=one, b=other)
    case("mul, 262,144 numbers", "a * b", a=mid, b=mid)
    case("matmul, 8 x 8", "a.matmul(b)", a=small, b=small)
    case("matmul, 256 x 256", "a.matmul(b)", a=square, b=square)
    case("matmul, 8 x 8, in the graph", "a.matmul(b)", track=True, a=small, b=weight)
    case("linear, 8 x 8", "f(x, w, b)", f=F.linear, x=small, w=small, b=narrow)
    case("linear, 197 x 256 to 1024", "f(x, w, b)", f=F.linear, x=tokens, w=wide, b=bias)
    case("softmax, 8 x 8", "x.softmax(-1)", x=small)
    case("softmax, 4 x 197 x 197", "x.softmax(-1)", x=scores)
    case("layer_norm, 8 x 32", "f(x, n, w, b)", f=F.layer_norm, x=line, n=(32,), w=scale, b=shift)
    case("layer_norm, 197 x 256", "f(x, n, w, b)", f=F.layer_norm, x=tokens, n=(256,), w=scale256, b=shift256)
    case("gelu, 64 numbers", "f(x)", f=F.gelu, x=small)
    case("gelu, 197 x 1024", "f(x)", f=F.gelu, x=hidden)
    case("view", "x.view(4, 16)", x=small)
    case("transpose", "x.transpose(0, 1)", x=small)
    case("permute", "x.permute(2, 0, 1)", x=scores)
    case("reshape", "x.reshape(4, 16)", x=small)
    case("reshape that copies, 197 x 256", "x.reshape(197, 256)", x=tokens.t())
    case("cat, 2 of 8 x 8", "torch.cat((a, b), 0)", a=small, b=small)
    case("cat, 2 of 256 x 1024", "torch.cat((a, b), 0)", a=mid, b=mid)
    case("stack, 2 of 8 x 8", "torch.stack((a, b))", a=small, b=small)
    case("index by number", "x[3]", x=small)
    case("slice", "x[:, 2:6]", x=small)
    case("index by tensor", "x[i]", x=table, i=few)
    case("sum, 64 numbers", "x.sum()", x=small)
    case("sum, 262,144 numbers", "x.sum()", x=mid)
    case("mean over one dimension, 8 x 8", "x.mean(-1)", x=small)
    case("mean over one dimension, 256 x 1024", "x.mean(-1)", x=mid)
    case("tensor + 1.0, 1 number", "x + 1.0", x=one)
    case("tensor + 1.0, 262,144 numbers", "x + 1.0", x=mid)
    case("mul_ by a number, 1 number", "x.mul_(1.0)", x=counter)
    case("mul_ by a number, 262,144 numbers", "x.mul_(1.0)", x=block)
    case("conv2d, 8 x 8", "f(x, w, b)", f=F.conv2d, x=icon, w=window, b=window_bias)
    case("conv2d, patches of 4 x 56 x 56", "f(x, w, b, 14)", f=F.conv2d, x=pixels, w=patch, b=patch_bias)
    case("embedding, 2 rows", "f(i, t)", f=F.embedding, i=few, t=table)
    case("embedding, 512 rows", "f(i, t)", f=F.embedding, i=many, t=table)
    attention("attention, 4 tokens", q1)
    attention("attention, 2 x 4 x 197 tokens", q2)
    case("randn, 1 number", "torch.randn(1)", x=one)
    case("randn, 65,536 numbers", "torch.randn(256, 256)", x=one)
    case("item", "x.item()", x=one)
    case("to bfloat16, 64 numbers", "x.to(d)", x=small, d=torch.bfloat16)
    case("backward through matmul and sum", "x.matmul(w).sum().backward()", track=True, x=small, w=weight)
    training("training step, 26 k parameters", 2, 32, 4, 16, 8)
    training("training step, 0.8 M parameters", 4, 128, 4, 50, 4)


for request in sys.stdin:
    name, seconds = request.rstrip("\n").split("\t")
    if name == "build":
        build(int(seconds))
        print(0, flush=True)
        continue
    loop, values, track, count = cases[name]
    with torch.set_grad_enabled(track):
        while True:
            began = time.process_time_ns()
            loop(count[0], *values)
            took = time.process_time_ns() - began
            if took >= float(seconds) * 5e8:
                break
            count[0] *= 2
    print(took / count[0], flush=True)
