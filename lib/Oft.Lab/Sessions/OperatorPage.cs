using Oft.Lab.Cards;

namespace Oft.Lab.Sessions;

/// <summary>The page an operator has in hand: cameras, state, sentence, STOP, signs of life. It is as wide as a phone.</summary>
public static class OperatorPage
{
    /// <summary>The page; it reads its token from its own address.</summary>
    public static string Html => Markup.Whole("operator.html");
}
