#!/usr/bin/env python3
"""Steps the official LIBERO and asks `oft serve` for actions; writes a ledger that `oft evaluate report|compare|merge` reads.

    oft serve CHECKPOINT --robot libero            # in one terminal
    python3 client.py libero_spatial --out ledger.jsonl

Needs numpy, requests and your own LIBERO. Episodes are run as the reference runs them (run_libero_eval.py): ten steps of rest, pictures
turned by 180 degrees, eight actions a chunk, the environment seeded with 0 once a task. An interrupted run is continued.
"""
import argparse, base64, datetime, hashlib, json, math, os, time
import numpy as np
import requests

STEP_LIMITS = {"libero_spatial": 220, "libero_object": 280, "libero_goal": 300, "libero_10": 520, "libero_90": 400}
WAIT, REST, SIDE = 10, [0, 0, 0, 0, 0, 0, -1], 256


def encode(array):
    array = np.ascontiguousarray(array)
    return {"__numpy__": base64.b64encode(array.data).decode(), "dtype": array.dtype.str, "shape": list(array.shape)}


def decode(value):
    return np.frombuffer(base64.b64decode(value["__numpy__"]), np.dtype(value["dtype"])).reshape(value["shape"]).astype(np.float64)


def axis_angle(quaternion):                                     # x, y, z, w; no sign is flipped, so angles up to 2 pi occur
    w = max(-1.0, min(1.0, float(quaternion[3])))
    length = math.sqrt(1.0 - w * w)
    return np.zeros(3) if length == 0 else quaternion[:3] * 2.0 * math.acos(w) / length


def ask(session, args, seen, sentence):
    state = np.concatenate([seen["robot0_eef_pos"], axis_angle(seen["robot0_eef_quat"]), seen["robot0_gripper_qpos"]])
    request = {"full_image": encode(seen["agentview_image"][::-1, ::-1]), "wrist_image": encode(seen["robot0_eye_in_hand_image"][::-1, ::-1]),
               "state": encode(state.astype(np.float64)), "instruction": sentence}
    deadline = time.monotonic() + args.budget
    while (answer := session.post(args.server + "/act", json=request, timeout=(2, max(0.1, deadline - time.monotonic())))).status_code == 503 and time.monotonic() < deadline:
        time.sleep(float(answer.headers.get("Retry-After", 1)))
    rows = answer.json() if answer.status_code == 200 else None
    if not isinstance(rows, list) or len(rows) < args.executed:
        raise RuntimeError(f"expected at least {args.executed} actions, got {answer.status_code} {answer.text[:200]} {answer.headers.get('X-Oft-Error', '')}")
    chunk = np.stack([decode(row) for row in rows])
    if chunk.ndim != 2 or chunk.shape[1] != 7 or not np.isfinite(chunk).all():
        raise RuntimeError(f"expected finite actions [K, 7], got {chunk.shape}")
    if args.gripper == "openvla":                               # OpenVLA: 0 closed, 1 open; LIBERO: -1 open, 1 closed
        chunk[:, -1] = -np.sign(2 * chunk[:, -1] - 1)
    return chunk[:args.executed].tolist()


def episode(env, state, limit, asked):
    began, in_policy, steps, chunks, queue, done = time.monotonic(), 0.0, 0, 0, [], False
    env.reset()
    seen = env.set_init_state(state)
    for _ in range(WAIT):
        seen = env.step(REST)[0]
    while steps < limit and not done:
        if not queue:
            before = time.monotonic()
            queue, chunks = asked(seen), chunks + 1
            in_policy += time.monotonic() - before
        seen, _, done, _ = env.step(queue.pop(0))
        steps += 1
    return {"outcome": "success" if done else "failure", "steps": steps, "chunks": chunks, "seconds": round(time.monotonic() - began, 4), "policy_seconds": round(in_policy, 4)}


def conditions_of(args, tasks, states, facts):                  # in the order of the kit's Conditions.Fields
    files = hashlib.sha256()
    for _, path in tasks:
        with open(path, "rb") as bddl:
            files.update(hashlib.sha256(bddl.read()).digest())
    drawn = hashlib.sha256(b"".join(np.ascontiguousarray(rows, dtype="<f8").tobytes() for rows in states))
    try:
        import mujoco, robosuite
        renderer = f"robosuite {robosuite.__version__}, MuJoCo {mujoco.__version__}, {os.environ.get('MUJOCO_GL', 'default')}"
    except ImportError:
        renderer = "unknown"
    return {"benchmark": "LIBERO, official", "suite": args.suite, "tasks": [task.name for task, _ in tasks], "initial_states": args.episodes, "seed": 0,
            "policy": facts.get("policy", args.server), "weights": facts.get("weights", ""), "recipe": facts.get("recipe", ""),
            "world_files": {"bddl_files": files.hexdigest(), "initial_states": drawn.hexdigest()}, "renderer": renderer,
            "settings": f"executed {args.executed}, wait {WAIT} of [{' '.join(map(str, REST))}], limit {args.step_limit}, views half, gripper {args.gripper}",
            "perturbations": [], "kit": facts.get("kit", "unknown")}


def identity(conditions):                                       # as the kit's Conditions.Id
    flat = [(f"{k}.{name}", v[name]) for k, v in conditions.items() if isinstance(v, dict) for name in sorted(v)]
    lines = [line for k, v in conditions.items() for line in (flat if isinstance(v, dict) else [(k, ", ".join(v) if isinstance(v, list) else v)])]
    return hashlib.sha256("\n".join(f"{name}={value}" for name, value in lines).encode()).hexdigest()[:16]


def append(ledger, value):
    ledger.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    ledger.flush()
    os.fsync(ledger.fileno())


def opened(path, header):
    ledger = open(path, "r+b" if os.path.exists(path) else "w+b")
    whole = ledger.read().split(b"\n")[:-1]                     # what follows the last line end was cut off by a crash
    if whole and json.loads(whole[0])["id"] != header["id"]:
        raise SystemExit(f"{path} was begun under other conditions: {whole[0].decode()[:300]}. Name another file.")
    ledger.truncate(ledger.seek(sum(len(line) + 1 for line in whole)))
    if not whole:
        append(ledger, header)
    return ledger, {(record["task"], record["initial_state"]) for record in map(json.loads, whole[1:])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", choices=STEP_LIMITS)
    parser.add_argument("--server", default="http://127.0.0.1:8777")
    parser.add_argument("--out", default="ledger.jsonl", help="ledger; a run in it is continued")
    parser.add_argument("--episodes", type=int, default=50, help="initial states a task")
    parser.add_argument("--task", type=int, action="append", help="only the task of this number; may be given several times")
    parser.add_argument("--executed", type=int, default=8, help="actions of a chunk that are executed")
    parser.add_argument("--gripper", choices=["openvla", "world"], default="openvla", help="what the policy's last number means: 0 closed and 1 open, or as LIBERO takes it")
    parser.add_argument("--step-limit", type=int, help="default: the suite's")
    parser.add_argument("--budget", type=float, default=120, help="seconds for one answer")
    args = parser.parse_args()
    args.step_limit = args.step_limit or STEP_LIMITS[args.suite]

    from libero.libero import benchmark, get_libero_path
    from libero.libero.envs import OffScreenRenderEnv
    suite = benchmark.get_benchmark_dict()[args.suite]()
    numbers = args.task if args.task else range(suite.n_tasks)
    tasks = [(task, os.path.join(get_libero_path("bddl_files"), task.problem_folder, task.bddl_file)) for task in map(suite.get_task, numbers)]
    states = [np.asarray(suite.get_task_init_states(i)) for i in numbers]
    session = requests.Session()
    session.trust_env = False
    if os.environ.get("OFT_TOKEN"):
        session.headers["Authorization"] = "Bearer " + os.environ["OFT_TOKEN"]
    about = session.get(args.server + "/info", timeout=10)
    conditions = conditions_of(args, tasks, states, about.json().get("facts", {}) if about.status_code == 200 else {})
    ledger, done = opened(args.out, {"ledger": 1, "id": identity(conditions), "conditions": conditions})
    successes = trials = 0
    for (task, path), rows in zip(tasks, states):
        env = None
        for number in (n for n in range(args.episodes) if (task.name, n) not in done):
            errors, result = [], {"outcome": "error", "steps": 0, "chunks": 0, "seconds": 0, "policy_seconds": 0}
            while len(errors) < 2 and result["outcome"] == "error":    # what breaks is tried once more, and is an error then, never a failure
                try:
                    if env is None:
                        env = OffScreenRenderEnv(bddl_file_name=path, camera_heights=SIDE, camera_widths=SIDE)
                        env.seed(0)
                    result = episode(env, rows[number], args.step_limit, lambda seen: ask(session, args, seen, task.language))
                except Exception as broken:
                    errors.append(f"{type(broken).__name__}: {broken}"[:500])
                    if env is not None:
                        env.close()
                    env = None
            append(ledger, {"task": task.name, "initial_state": number, "seed": 0, "sentence": task.language, **result, "errors": errors, "conditions": identity(conditions),
                            "at": datetime.datetime.now(datetime.timezone.utc).isoformat()})
            trials, successes = trials + (result["outcome"] != "error"), successes + (result["outcome"] == "success")
            print(f"{task.name} {number}: {result['outcome']}; {successes} of {trials}", flush=True)
        if env is not None:
            env.close()


if __name__ == "__main__":
    main()
