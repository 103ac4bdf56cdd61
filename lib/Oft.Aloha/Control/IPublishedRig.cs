namespace Oft.Aloha.Control;

/// <summary>All that the published client touches: robot, pictures, server, operator.</summary>
public interface IPublishedRig
{
    /// <summary>Both arms to the start pose, grippers opened and closed.</summary>
    void Reset();

    /// <summary>Until the operator says go.</summary>
    void WaitForOperator();

    /// <summary>[14] the joint state alone.</summary>
    double[] ReadState();

    /// <summary>State and pictures of a tick.</summary>
    double[] Observe();

    /// <summary>The pictures as they are sent.</summary>
    void PreparePictures();

    /// <summary>Asks the policy.</summary>
    /// <param name="state">[14] of the last observation.</param>
    /// <returns>Actions in order; null in the place of something that is no action.</returns>
    /// <exception cref="Exception">No list came.</exception>
    IReadOnlyList<double[]?> Ask(double[] state);

    /// <summary>Sends one action, lets a period pass, observes.</summary>
    /// <param name="target">[14] absolute.</param>
    void Step(double[] target);
}
