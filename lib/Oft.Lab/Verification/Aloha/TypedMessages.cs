using Oft.Aloha.Ros1.Messages;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Lab.Verification.Aloha;

/// <summary>Messages with C# types, by name and part.</summary>
internal static class TypedMessages
{
    private static readonly Dictionary<(string, string), Func<byte[], byte[]>> known = new()
    {
        [("std_msgs/Header", "message")] = Through<Header>,
        [("std_msgs/String", "message")] = Through<StringMessage>,
        [("sensor_msgs/JointState", "message")] = Through<JointState>,
        [("sensor_msgs/Image", "message")] = Through<Image>,
        [("sensor_msgs/CompressedImage", "message")] = Through<CompressedImage>,
        [("rosgraph_msgs/Log", "message")] = Through<Log>,
        [("rosgraph_msgs/Clock", "message")] = Through<Clock>,
        [("trajectory_msgs/JointTrajectory", "message")] = Through<JointTrajectory>,
        [("interbotix_xs_msgs/JointGroupCommand", "message")] = Through<JointGroupCommand>,
        [("interbotix_xs_msgs/JointSingleCommand", "message")] = Through<JointSingleCommand>,
        [("interbotix_xs_msgs/JointTrajectoryCommand", "message")] = Through<JointTrajectoryCommand>,
        [("interbotix_xs_msgs/JointTemps", "message")] = Through<JointTemps>,
        [("interbotix_xs_msgs/TorqueEnable", "request")] = Through<TorqueEnableRequest>,
        [("interbotix_xs_msgs/TorqueEnable", "response")] = Through<TorqueEnableResponse>,
        [("interbotix_xs_msgs/Reboot", "request")] = Through<RebootRequest>,
        [("interbotix_xs_msgs/Reboot", "response")] = Through<RebootResponse>,
        [("interbotix_xs_msgs/OperatingModes", "request")] = Through<OperatingModesRequest>,
        [("interbotix_xs_msgs/OperatingModes", "response")] = Through<OperatingModesResponse>,
        [("interbotix_xs_msgs/RegisterValues", "request")] = Through<RegisterValuesRequest>,
        [("interbotix_xs_msgs/RegisterValues", "response")] = Through<RegisterValuesResponse>,
        [("interbotix_xs_msgs/RobotInfo", "request")] = Through<RobotInfoRequest>,
        [("interbotix_xs_msgs/RobotInfo", "response")] = Through<RobotInfoResponse>,
        [("interbotix_xs_msgs/MotorGains", "request")] = Through<MotorGainsRequest>,
        [("interbotix_xs_msgs/MotorGains", "response")] = Through<MotorGainsResponse>,
        [("std_srvs/Trigger", "request")] = Through<TriggerRequest>,
        [("std_srvs/Trigger", "response")] = Through<TriggerResponse>,
    };

    /// <summary>A body read into its C# type and written again; null where the type has none.</summary>
    public static byte[]? Again(string type, string part, byte[] body) => known.TryGetValue((type, part), out var through) ? through(body) : null;

    private static byte[] Through<T>(byte[] body) where T : IRosMessage<T>
    {
        var reader = new RosReader(body);
        return RosWriter.Body(T.Read(ref reader));
    }
}
