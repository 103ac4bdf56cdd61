using Oft.Evaluation.Ledgers;
using Oft.Model.Weights;
using Oft.Simulation.Libero;
using Oft.Simulation.MuJoCo;
using Oft.Training;
using Oft.Training.Recipes;

namespace Oft.Host.Verbs;

/// <summary>What a verb does with errors that have a name: the message, without a stack, and exit status 2.</summary>
internal static class Named
{
    /// <summary>Runs a verb.</summary>
    public static int Errors(Func<int> verb)
    {
        try
        {
            return verb();
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("stopped; what is finished is kept, and the same command continues it.");
            return 130;
        }
        catch (Exception fault) when (fault is LedgerException or LiberoException or TrainingStoppedException or RecipeException or CheckpointException or KeyNotFoundException or ArgumentException or InvalidDataException or InvalidOperationException or IOException or MuJoCoException)
        {
            // The name of a C# parameter says nothing to who typed a command.
            Console.Error.WriteLine(fault is ArgumentException { ParamName: { } name } ? fault.Message.Replace($" (Parameter '{name}')", "") : fault.Message);
            return 2;
        }
    }
}
