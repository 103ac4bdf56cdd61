using Oft.Lab.Verification.Aloha;
using Oft.Lab.Verification.Images;
using Oft.Lab.Verification.LeRobot;
using Oft.Lab.Verification.Libero;
using Oft.Lab.Verification.Models;
using Oft.Lab.Verification.Rlds;
using Oft.Lab.Verification.Training;
using Oft.Lab.Verification.Wire;

namespace Oft.Lab.Verification;

/// <summary>Every layout the house can check, by alphabet.</summary>
public static class VerifyLayouts
{
    /// <summary>New instances of all of them.</summary>
    public static IReadOnlyList<IVerifyLayout> All =>
    [
        new AlohaActLayout(),
        new AlohaControlLayout(),
        new AlohaHdf5Layout(),
        new AlohaRos1Layout(),
        new ImagesLayout(),
        new LeRobotLayout(),
        new LiberoLayout(),
        new ModelLayout(),
        new OpenPiLayout(),
        new TokenizerLayout(),
        new TrainingLayout(),
        new RldsLayout(),
    ];
}
