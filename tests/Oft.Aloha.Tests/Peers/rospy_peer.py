"""A rospy node at the other end of the wire. Reads one command per line, answers each with one line of JSON.

usage: rospy_peer.py robot|bridge NODE_NAME TYPES.json
robot    publishes joints and pictures, takes commands, offers the driver's services
bridge   listens to joints and pictures, publishes commands, calls the services
TYPES.json holds the vendor's definitions; classes and sums are made here, by genpy and genmsg.
"""
import json
import sys
import threading
import time

import genmsg
import genmsg.gentools
import genmsg.msg_loader
import genpy.dynamic
import rospy
from sensor_msgs.msg import Image, JointState

mode, name, types = sys.argv[1:4]
types = json.load(open(types))
SIDES = ["/puppet_left", "/puppet_right"]
LEADERS = ["/master_left", "/master_right"]
CAMERAS = ["/usb_cam_high/image_raw", "/usb_cam_low/image_raw", "/usb_cam_left_wrist/image_raw", "/usb_cam_right_wrist/image_raw"]
JOINTS = ["waist", "shoulder", "elbow", "forearm_roll", "wrist_angle", "wrist_rotate", "gripper", "left_finger", "right_finger"]


def message(type_name):
    return genpy.dynamic.generate_dynamic(type_name, types["messages"][type_name])[type_name]


def service(type_name):
    half = types["services"][type_name]
    context = genmsg.MsgContext.create_default()
    spec = genmsg.msg_loader.load_srv_from_string(context, half["request"] + "---\n" + half["response"], type_name)
    made = type(type_name.split("/")[1], (object,), {})
    made._type = type_name
    made._md5sum = genmsg.gentools.compute_md5(context, spec)
    made._request_class = genpy.dynamic.generate_dynamic(type_name + "Request", half["request"])[type_name + "Request"]
    made._response_class = genpy.dynamic.generate_dynamic(type_name + "Response", half["response"])[type_name + "Response"]
    return made


Group, Single, Trajectory = (message("interbotix_xs_msgs/" + x) for x in ("JointGroupCommand", "JointSingleCommand", "JointTrajectoryCommand"))
SERVICES = {x: service("interbotix_xs_msgs/" + y) for x, y in {
    "torque_enable": "TorqueEnable", "reboot_motors": "Reboot", "set_operating_modes": "OperatingModes", "set_motor_registers": "RegisterValues",
    "get_motor_registers": "RegisterValues", "set_motor_pid_gains": "MotorGains", "get_robot_info": "RobotInfo"}.items()}
COMMANDS = {"commands/joint_group": Group, "commands/joint_single": Single, "commands/joint_trajectory": Trajectory}

lock, counts, last, calls = threading.Lock(), {}, {}, []


def fields(msg):
    if hasattr(msg, "__slots__") and not isinstance(msg, (bytes, str)):
        return {x: fields(getattr(msg, x)) for x in msg.__slots__ if x not in ("header",)}
    if isinstance(msg, bytes):
        return list(msg[:16]) + [len(msg)]
    return [fields(x) for x in msg] if isinstance(msg, (list, tuple)) else msg


def hear(topic):
    def taken(msg):
        with lock:
            counts[topic] = counts.get(topic, 0) + 1
            last[topic] = fields(msg)
    return taken


def publish():
    states = [rospy.Publisher(x + "/joint_states", JointState, queue_size=5, tcp_nodelay=True) for x in SIDES + LEADERS]
    pictures = [rospy.Publisher(x, Image, queue_size=1) for x in CAMERAS]
    tick = 0
    while not rospy.is_shutdown():
        for side, publisher in enumerate(states):
            state = JointState(name=list(reversed(JOINTS)))
            state.header.stamp = rospy.Time.now()
            state.position = list(reversed([0.01 * (side + 1), -0.96, 1.16, 0.0, -0.3, 0.0, 0.4349, 0.03923, -0.03923]))
            state.velocity, state.effort = [0.0] * 9, [float(x) for x in range(9)]
            publisher.publish(state)
        if tick % 5 == 0:
            for publisher in pictures:
                picture = Image(height=6, width=8, encoding="bgr8", step=32)
                picture.header.stamp = rospy.Time.now()
                picture.data = bytes(((10, 20, 30) * 8 + (0xEE,) * 8)) * 5 + bytes([tick // 5 % 256]) + bytes(((10, 20, 30) * 8 + (0xEE,) * 8))[1:]
                publisher.publish(picture)
        tick += 1
        time.sleep(0.01)


def answer(service_name):
    def respond(request):
        with lock:
            calls.append([service_name, fields(request)])
        made = SERVICES[service_name.split("/")[-1]]._response_class()
        if hasattr(made, "values"):
            made.values = [0, 0, 0] if request.reg == "Hardware_Error_Status" else [31, 35, 36]
        if hasattr(made, "joint_names"):
            made.mode, made.joint_names, made.joint_upper_limits, made.num_joints = "position", JOINTS[:6], [3.14, 1.25], 6
        return made
    return respond


def call(side):
    results = {}
    for service_name, made in SERVICES.items():
        full = side + "/" + service_name
        rospy.wait_for_service(full, 20)
        request = made._request_class()
        request.cmd_type, request.name = "group", "arm"
        if hasattr(request, "mode"):
            request.mode, request.profile_type, request.profile_velocity = "position", "velocity", 131
        if hasattr(request, "reg"):
            request.reg = "Present_Temperature"
        if hasattr(request, "enable"):
            request.enable = True
        results[full] = fields(rospy.ServiceProxy(full, made)(request))
    return results


rospy.init_node(name.lstrip("/"), anonymous=False, disable_signals=True)
publishers = {}
if mode == "robot":
    threading.Thread(target=publish, daemon=True).start()
    for side in SIDES:
        for command, kind in COMMANDS.items():
            rospy.Subscriber(side + "/" + command, kind, hear(side + "/" + command), tcp_nodelay=True)
        for service_name, made in SERVICES.items():
            rospy.Service(side + "/" + service_name, made, answer(side + "/" + service_name))
else:
    for topic, kind in [(x + "/joint_states", JointState) for x in SIDES + LEADERS] + [(x, Image) for x in CAMERAS]:
        rospy.Subscriber(topic, kind, hear(topic), tcp_nodelay=True)
    publishers = {x + "/" + y: rospy.Publisher(x + "/" + y, kind, queue_size=1, tcp_nodelay=True) for x in SIDES for y, kind in COMMANDS.items()}

print(json.dumps({"ready": name, "sums": {x: y._md5sum for x, y in list(COMMANDS.items()) + list(SERVICES.items())}}), flush=True)
for line in sys.stdin:
    word = line.strip()
    if word == "exit":
        break
    if word == "look":
        with lock:
            print(json.dumps({"counts": counts, "last": last, "calls": calls}), flush=True)
    elif word == "send":
        for topic, publisher in publishers.items():
            if topic.endswith("joint_group"):
                publisher.publish(Group(name="arm", cmd=[0.1, -0.9, 1.1, 0.0, -0.3, 0.05]))
            elif topic.endswith("joint_single"):
                publisher.publish(Single(name="gripper", cmd=1.491))
            else:
                publisher.publish(Trajectory(cmd_type="group", name="arm"))
        print(json.dumps({"listeners": {x: y.get_num_connections() for x, y in publishers.items()}}), flush=True)
    elif word.startswith("call "):
        print(json.dumps(call(word[5:])), flush=True)
rospy.signal_shutdown("done")
