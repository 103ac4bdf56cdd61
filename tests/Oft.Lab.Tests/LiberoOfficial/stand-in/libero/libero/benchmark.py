"""Two tasks with three initial states each; the first number of a state is the episode's own."""
import collections
import numpy as np

Task = collections.namedtuple("Task", "name language problem_folder bddl_file")


class Suite:
    n_tasks = 2

    def get_task(self, i):
        return Task(f"put_{i}", f"put the bowl at place {i}", "spatial", f"put_{i}.bddl")

    def get_task_init_states(self, i):
        return np.array([[10.0 * i + n, 0.5] for n in range(3)])


def get_benchmark_dict():
    return {"libero_spatial": Suite}
