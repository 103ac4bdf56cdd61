"""The Python side of `oft bench training`: the tiny policy in plain torch, with the weights and the batch it is given, timed on request.

Reads lines: "build<tab>FILE" makes the model of the weights in FILE, "bfloat16<tab>0 or 1" turns autocast on or off, "step<tab>N" takes N optimizer
steps and is answered with the seconds of forward, backward and optimizer of the quickest one, and the loss of the first.
"peak<tab>0" is answered with the process's largest memory in bytes.
"""
import contextlib
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(int(sys.argv[1]))


def attend(q, k, v):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v)
    return ((q * q.shape[-1] ** -0.5).matmul(k.transpose(-2, -1))).softmax(-1).matmul(v)


class Scale(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.scale_factor = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * self.scale_factor


class SeeAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.qkv, self.proj = heads, nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        return self.proj(attend(q, k, v).transpose(1, 2).reshape(b, n, d))


class Mlp(nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(width, hidden), nn.Linear(hidden, width)

    def forward(self, x):
        return self.fc2(F.gelu(self.fc1(x)))


class SeeBlock(nn.Module):
    def __init__(self, width, heads, hidden, scaled):
        super().__init__()
        self.norm1, self.attn = nn.LayerNorm(width, eps=1e-6), SeeAttention(width, heads)
        self.norm2, self.mlp = nn.LayerNorm(width, eps=1e-6), Mlp(width, hidden)
        self.ls1, self.ls2 = (Scale(width), Scale(width)) if scaled else (nn.Identity(), nn.Identity())

    def forward(self, x):
        x = x + self.ls1(self.attn(self.norm1(x)))
        return x + self.ls2(self.mlp(self.norm2(x)))


class Patches(nn.Module):
    def __init__(self, width, patch):
        super().__init__()
        self.proj = nn.Conv2d(3, width, patch, patch)

    def forward(self, x):
        return self.proj(x).flatten(2).transpose(1, 2)


class Tower(nn.Module):
    def __init__(self, weights, heads):
        super().__init__()
        width, patch = weights["patch_embed.proj.weight"].shape[0], weights["patch_embed.proj.weight"].shape[-1]
        depth = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("blocks."))
        hidden = weights["blocks.0.mlp.fc1.weight"].shape[0]
        scaled = "blocks.0.ls1.scale_factor" in weights
        self.pos_embed = nn.Parameter(torch.empty_like(weights["pos_embed"]))
        self.cls_token = nn.Parameter(torch.empty_like(weights["cls_token"])) if "cls_token" in weights else None
        self.reg_token = nn.Parameter(torch.empty_like(weights["reg_token"])) if "reg_token" in weights else None
        self.patch_embed, self.norm = Patches(width, patch), nn.LayerNorm(width, eps=1e-6)
        self.blocks = nn.ModuleList(SeeBlock(width, heads, hidden, scaled) for _ in range(depth))

    def forward(self, x):
        x = self.patch_embed(x) + self.pos_embed
        prefix = [token.expand(x.shape[0], -1, -1) for token in (self.cls_token, self.reg_token) if token is not None]
        kept = sum(token.shape[1] for token in prefix)
        if prefix:
            x = torch.cat([*prefix, x], 1)
        for block in self.blocks[:-1]:
            x = block(x)
        return x[:, kept:]


class Rms(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        single = x.float()
        return self.weight * (single * (single.square().mean(-1, keepdim=True) + 1e-6).rsqrt()).to(x.dtype)


def rotate(x, cosines, sines):
    half = x.shape[-1] // 2
    turned = torch.cat([-x[..., half:], x[..., :half]], -1)
    return x * cosines.to(x.dtype) + turned * sines.to(x.dtype)


class ReadAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q_proj, self.k_proj, self.v_proj, self.o_proj = (nn.Linear(width, width, bias=False) for _ in range(4))

    def forward(self, x, cosines, sines):
        b, t, d = x.shape
        split = lambda y: y.view(b, t, self.heads, d // self.heads).transpose(1, 2)
        q, k, v = rotate(split(self.q_proj(x)), cosines, sines), rotate(split(self.k_proj(x)), cosines, sines), split(self.v_proj(x))
        return self.o_proj(attend(q, k, v).transpose(1, 2).reshape(b, t, d))


class Gated(nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.gate_proj, self.up_proj, self.down_proj = nn.Linear(width, hidden, bias=False), nn.Linear(width, hidden, bias=False), nn.Linear(hidden, width, bias=False)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class ReadBlock(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.input_layernorm, self.attn = Rms(width), ReadAttention(width, heads)
        self.post_attention_layernorm, self.mlp = Rms(width), Gated(width, hidden)

    def forward(self, x, cosines, sines):
        x = x + self.attn(self.input_layernorm(x), cosines, sines)
        return x + self.mlp(self.post_attention_layernorm(x))


class Table(nn.Module):
    def __init__(self, weight):
        super().__init__()
        self.weight = nn.Parameter(torch.empty_like(weight))

    def forward(self, ids):
        return self.weight.index_select(0, ids.flatten()).view(*ids.shape, -1)


class Reader(nn.Module):
    def __init__(self, weights, heads):
        super().__init__()
        width, hidden = weights["embed_tokens.weight"].shape[1], weights["blocks.0.mlp.gate_proj.weight"].shape[0]
        layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("blocks."))
        self.embed_tokens, self.norm = Table(weights["embed_tokens.weight"]), Rms(width)
        self.lm_head = nn.Linear(width, weights["lm_head.weight"].shape[0], bias=False)
        self.blocks = nn.ModuleList(ReadBlock(width, heads, hidden) for _ in range(layers))
        self.head_width = width // heads

    def forward(self, x):
        inverse = 1 / 10000 ** (torch.arange(0, self.head_width, 2, dtype=torch.float32) / self.head_width)
        angles = torch.arange(x.shape[1], dtype=torch.float32).unsqueeze(1) * inverse
        both = torch.cat([angles, angles], 1)
        cosines, sines = both.cos(), both.sin()
        for block in self.blocks:
            x = block(x, cosines, sines)
        return self.norm(x)


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm, self.linear = nn.LayerNorm(width), nn.Linear(width, width)

    def forward(self, x):
        return x + F.relu(self.linear(self.norm(x)))


class Head(nn.Module):
    def __init__(self, width, actions):
        super().__init__()
        self.actions = actions
        self.layer_norm1, self.fc1 = nn.LayerNorm(actions * width), nn.Linear(actions * width, width)
        self.blocks = nn.ModuleList(Residual(width) for _ in range(2))
        self.layer_norm2, self.fc2 = nn.LayerNorm(width), nn.Linear(width, actions)

    def forward(self, reads):
        x = F.relu(self.fc1(self.layer_norm1(reads.reshape(reads.shape[0], reads.shape[1] // self.actions, -1))))
        for block in self.blocks:
            x = block(x)
        return self.fc2(self.layer_norm2(x))


class Three(nn.Module):
    def __init__(self, seen, width):
        super().__init__()
        self.fc1, self.fc2, self.fc3 = nn.Linear(seen, 4 * seen), nn.Linear(4 * seen, width), nn.Linear(width, width)

    def forward(self, x):
        return self.fc3(F.gelu(self.fc2(F.gelu(self.fc1(x)))))


class Both(nn.Module):
    def __init__(self, weights, heads):
        super().__init__()
        self.dino, self.siglip = Tower(below(weights, "dino."), heads[0]), Tower(below(weights, "siglip."), heads[1])

    def forward(self, pixels):
        b, views, size = pixels.shape[0], pixels.shape[1] // 6, pixels.shape[-1]
        single = pixels.reshape(b * views, 6, size, size)
        seen = torch.cat([self.dino(single[:, :3]), self.siglip(single[:, 3:])], 2)
        return seen.reshape(b, views * seen.shape[1], -1)


class Policy(nn.Module):
    def __init__(self, weights, heads):
        super().__init__()
        width, actions = weights["language.embed_tokens.weight"].shape[1], weights["head.fc2.weight"].shape[0]
        self.vision, self.language = Both(below(weights, "vision."), heads), Reader(below(weights, "language."), heads[2])
        self.projector = Three(weights["projector.fc1.weight"].shape[1], width)
        self.proprio, self.head = Mlp(weights["proprio.fc1.weight"].shape[1], width), Head(width, actions)
        # nn.Mlp above is width to hidden to width; the projector of numbers widens once.
        self.proprio.fc1, self.proprio.fc2 = nn.Linear(weights["proprio.fc1.weight"].shape[1], width), nn.Linear(width, width)

    def forward(self, pixels, ids, state, prompt, slots):
        words = self.language.embed_tokens(ids)
        empty = torch.zeros(ids.shape, dtype=torch.bool)
        empty[:, prompt:prompt + slots] = True
        words = words.masked_fill(empty.unsqueeze(2), 0)
        patches = self.projector(self.vision(pixels))
        own = self.proprio(state.unsqueeze(1))
        inserted = patches.shape[1] + 1
        hidden = self.language(torch.cat([words[:, :1], patches.to(words.dtype), own.to(words.dtype), words[:, 1:]], 1))
        return hidden[:, inserted + prompt - 1:inserted + prompt - 1 + slots]


def below(weights, prefix):
    return {name[len(prefix):]: value for name, value in weights.items() if name.startswith(prefix)}


class Run:
    def __init__(self, path):
        loaded = torch.load(path)
        weights = below(loaded, "weight.")
        self.pixels, self.ids, self.state, self.target = (loaded[name] for name in ("pixels", "ids", "proprio", "targets"))
        heads, (self.prompt, self.slots) = loaded["heads"].tolist(), loaded["places"].tolist()
        self.model = Policy(weights, heads)
        self.model.load_state_dict(weights)
        # foreach is the quicker of Python's ways on this size.
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=1e-3, betas=(0.9, 0.95), weight_decay=0.01, foreach=True)
        self.half = False

    def step(self):
        began = time.perf_counter()
        with torch.autocast("cpu", torch.bfloat16) if self.half else contextlib.nullcontext():
            reads = self.model(self.pixels, self.ids, self.state, self.prompt, self.slots)
        loss = F.l1_loss(self.model.head(reads.float()), self.target)
        value = loss.item()
        forward = time.perf_counter()
        loss.backward()
        backward = time.perf_counter()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return (forward - began, backward - forward, time.perf_counter() - backward), value


run = None
for request in sys.stdin:
    name, amount = request.rstrip("\n").split("\t")
    if name == "build":
        run = Run(amount)
        print(0, flush=True)
    elif name == "bfloat16":
        run.half = amount == "1"
        print(0, flush=True)
    elif name == "peak":
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)
    else:
        steps = [run.step() for _ in range(int(amount))]
        best = min(steps, key=lambda step: sum(step[0]))[0]
        print("\t".join(repr(value) for value in (*best, steps[0][1])), flush=True)
