"""The learning rates of every schedule over 30 epochs, one schedule a line."""
import sys

import torch
from torch.optim import lr_scheduler

for expression in sys.argv[1:]:
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.05, momentum=0.9)
    schedule = eval(expression, {"o": optimizer, **vars(lr_scheduler)})
    rates = []
    for _ in range(30):
        rates.append(f"{schedule.get_last_lr()[0]!r}/{optimizer.param_groups[0]['momentum']!r}")
        optimizer.step()
        schedule.step()
    print(" ".join(rates))
