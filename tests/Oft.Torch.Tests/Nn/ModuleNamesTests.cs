using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Nn;

public sealed class ModuleNamesTests : NeedsEngine
{
    private sealed class Inner : Module<Tensor, Tensor>
    {
        private readonly Linear fc = Linear(2, 3);
        private readonly Tensor scale = ones(3);

        public Inner() : base(nameof(Inner)) => RegisterComponents();

        public override Tensor forward(Tensor x) => fc.call(x) * scale;
    }

    private sealed class Outer : Module<Tensor, Tensor>
    {
        private readonly Parameter gain = new(ones(1));
        [ComponentName(Name = "first")] private readonly Inner block = new();
        private readonly ModuleList<Linear> heads = ModuleList(Linear(3, 1), Linear(3, 1, hasBias: false));
        private readonly ModuleDict<Module> views = ModuleDict(("dino", Identity()), ("siglip", LayerNorm(3)));
        private readonly Parameter zeta = new(zeros(1));

        public Outer() : base(nameof(Outer)) => RegisterComponents();

        public override Tensor forward(Tensor x) => heads[0].call(block.call(x)) * gain + zeta;
    }

    [Fact]
    public void A_field_is_a_component_under_its_name_in_declaration_order()
    {
        using var module = new Outer();

        Assert.Equal(
            ["gain", "zeta", "first.fc.weight", "first.fc.bias", "heads.0.weight", "heads.0.bias", "heads.1.weight", "views.siglip.weight", "views.siglip.bias"],
            module.named_parameters().Select(p => p.name));
        Assert.Equal(["first.scale"], module.named_buffers().Select(b => b.name));
        Assert.Equal(["first", "heads", "views"], module.named_children().Select(c => c.name));
        Assert.Equal(
            ["first", "heads", "views", "first.fc", "heads.0", "heads.1", "views.dino", "views.siglip"],
            module.named_modules().Select(m => m.name));
    }

    [Fact]
    public void A_path_finds_its_parameter_and_an_unknown_one_finds_nothing()
    {
        using var module = new Outer();

        Assert.Same(module.named_parameters().Single(p => p.name == "heads.1.weight").parameter, module.get_parameter("heads.1.weight"));
        Assert.True(module.has_buffer("first.scale"));
        Assert.False(module.has_parameter("heads.2.weight"));
        Assert.Null(module.get_buffer("scale"));
    }

    [Fact]
    public void A_name_is_taken_once_and_has_no_dots()
    {
        using var module = new Outer();
        using var other = Linear(1, 1);

        Assert.Contains("'heads'", Assert.Throws<InvalidOperationException>(() => module.register_module("heads", other)).Message);
        Assert.Throws<ArgumentException>(() => module.register_module("a.b", other));
    }

    [Fact]
    public void A_shared_weight_is_one_parameter_and_two_names_of_the_state()
    {
        using var table = Embedding(5, 3);
        using var tied = Sequential(("embed", table), ("out", Linear(table.weight!)));

        Assert.Single(tied.parameters());
        Assert.Equal(["embed.weight", "out.weight"], tied.state_dict().Keys);
    }

    [Fact]
    public void A_list_renumbers_when_one_is_taken_out()
    {
        using var list = ModuleList(Linear(1, 1), Linear(2, 2), Linear(3, 3));
        using var removed = list[1];
        list.RemoveAt(1);

        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], list.named_parameters().Select(p => p.name));
        Assert.Equal([3, 3], list.get_parameter("1.weight")!.shape);
    }

    [Fact]
    public void Training_and_evaluation_reach_every_module_inside()
    {
        using var module = new Outer();
        module.eval();
        Assert.All(module.modules(), inner => Assert.False(inner.training));
        module.train();
        Assert.All(module.modules().Append(module), inner => Assert.True(inner.training));
    }

    [Fact]
    public void Apply_reaches_the_deepest_modules_first_and_the_module_itself_last()
    {
        using var module = new Outer();
        var order = new List<Module>();
        module.apply(order.Add);

        Assert.Same(module, order[^1]);
        Assert.True(order.IndexOf(module.named_modules().Single(m => m.name == "first.fc").module) < order.IndexOf(module.named_modules().Single(m => m.name == "first").module));
        Assert.Equal(module.modules().Count() + 1, order.Count);
    }
}
