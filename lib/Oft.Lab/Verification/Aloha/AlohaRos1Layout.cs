namespace Oft.Lab.Verification.Aloha;

/// <summary>Checks folders of the layout <c>aloha-ros1</c>: messages, sums, recorded connections, recorded calls.</summary>
public sealed class AlohaRos1Layout : GroupedLayout
{
    /// <summary>Registers its checks.</summary>
    public AlohaRos1Layout()
    {
        Each("ros-message", RosMessageChecks.Message);
        Each("ros-md5", RosMessageChecks.Sum);
        Each("ros-md5-service", RosMessageChecks.ServiceSum);
        Each("ros-md5-variant", RosMessageChecks.VariantSum);
        Whole("ros-sequence", RosMessageChecks.Sequence);
        Each("tcpros-stream", TcpRosChecks.Stream);
        Each("xmlrpc-exchange", XmlRpcChecks.Exchange);
    }

    /// <inheritdoc/>
    public override string Name => "aloha-ros1";
}
