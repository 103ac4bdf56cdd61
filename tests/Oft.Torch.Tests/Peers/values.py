"""Evaluates the expressions of a file, one a line, on inputs drawn from a seed; prints dtype, shape and bytes of each result."""
import sys

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(7)
x = torch.randn(2, 3, 4)
y = torch.randn(2, 3, 4)
p = torch.rand(2, 3, 4) * 0.8 + 0.1
m = torch.randn(4, 5)
sq = torch.randn(4, 4)
i = torch.randint(0, 4, (2, 3, 4))
img = torch.randn(2, 3, 8, 8)
w = torch.randn(6, 3, 3, 3)
b = torch.randn(6)
line = torch.randn(2, 3, 9)
w1 = torch.randn(5, 3, 3)
v3 = torch.randn(3)
s3 = torch.rand(3) + 0.5

with open(sys.argv[1]) as lines:
    for expression in lines.read().split("\n"):
        result = eval(expression)
        for one in result if isinstance(result, (tuple, list)) else [result]:
            one = one.detach().contiguous()
            number = one.double() if one.is_floating_point() else one.long()
            print(str(one.dtype).split(".")[1], list(one.shape), number.numpy().tobytes().hex())
        print("end")
