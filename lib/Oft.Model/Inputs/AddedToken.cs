namespace Oft.Model.Inputs;

/// <summary>A token that is found literally in the text, whatever stands beside it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">Never empty.</param>
/// <param name="Special">True where decoding may leave it out.</param>
public sealed record AddedToken(int Id, string Text, bool Special = true);
