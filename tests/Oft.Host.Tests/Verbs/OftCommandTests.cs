using Oft.Host.Verbs;

namespace Oft.Host.Tests.Verbs;

public sealed class OftCommandTests
{
    [Fact]
    public void A_verb_answers_to_the_name_it_is_kept_under() => Assert.All(OftCommand.Verbs, verb => Assert.Equal(verb.Key, verb.Value().Name));

    [Fact]
    public void A_named_verb_comes_alone_and_all_come_where_none_is_named()
    {
        Assert.Equal(["train"], Names("train", "--help"));
        Assert.Equal(OftCommand.Verbs.Keys, Names("--help"));
        Assert.Equal(OftCommand.Verbs.Keys, Names("tran"));
        Assert.Equal(OftCommand.Verbs.Keys, Names());

        static IEnumerable<string> Names(params string[] arguments) => OftCommand.For(arguments).Subcommands.Select(verb => verb.Name);
    }
}
