"""An environment without physics: it notes what it is asked and is solved by the eleventh action after the rest."""
import json
import os
import numpy as np


class OffScreenRenderEnv:
    def __init__(self, bddl_file_name, camera_heights, camera_widths):
        assert os.path.exists(bddl_file_name)
        self.size, self.log = (camera_heights, camera_widths, 3), []
        self.note("open", os.path.basename(bddl_file_name))

    def note(self, *what):
        with open(os.path.join(os.environ["STAND_IN"], "log.jsonl"), "a") as log:
            log.write(json.dumps(what) + "\n")

    def seed(self, seed):
        self.note("seed", seed)

    def reset(self):
        self.steps = 0

    def set_init_state(self, state):
        self.state = state
        self.note("state", list(state))
        return self.seen()

    def seen(self):
        image = np.zeros(self.size, np.uint8)
        image[0, 0] = (1, 2, 3)                                 # row 0 is the bottom: the policy must find it in the last row, last column
        wrist = np.zeros(self.size, np.uint8)
        wrist[0, 0] = (4, 5, 6)
        return {"agentview_image": image, "robot0_eye_in_hand_image": wrist, "robot0_eef_pos": np.array([self.state[0], 0.25, self.steps]),
                "robot0_eef_quat": np.array([0.5, 0.5, 0.5, 0.5]), "robot0_gripper_qpos": np.array([0.04, -0.04])}

    def step(self, action):
        self.note("step", action)
        if self.state[0] == 1 and self.steps == 12:
            raise RuntimeError("the physics blew up")
        self.steps += 1
        return self.seen(), 0.0, self.steps == 21 and self.state[0] != 2, {}

    def close(self):
        self.note("close")
