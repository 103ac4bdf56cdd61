using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Native;

public sealed class MalformedCallsTests : NeedsEngine
{
    private const int Calls = 10_000;

    [Fact]
    public void Ten_thousand_wrong_calls_are_ten_thousand_exceptions_that_say_what_was_wrong()
    {
        using var all = NewDisposeScope();
        var kinds = Kinds().ToArray();
        for (var i = 0; i < kinds.Length; i++) Refused(kinds[i], i);
        var (alive, memory) = (DisposeScopeManager.Statistics.ThreadTotalLiveCount, ResidentMegabytes());

        for (var i = 0; i < Calls; i++) Refused(kinds[i % kinds.Length], i);

        Assert.Equal(alive, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        // A lost reference would hold its megabyte tensor: ten gigabytes. Other tests run beside this one and take some.
        Assert.InRange(ResidentMegabytes() - memory, -4000, 1000);
        Assert.Equal(4, (ones(2, 2) + 1)[0, 0].item<float>() * 2);      // and the engine computes on
    }

    private static void Refused((string Name, Action Call, string Says) kind, int number)
    {
        using var scope = NewDisposeScope();
        try { kind.Call(); }
        catch (Exception e) when (e is ExternalException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            Assert.True(e.Message.Contains(kind.Says, StringComparison.Ordinal), $"{kind.Name}: expected '{kind.Says}' in\n{e.Message}");
            return;
        }
        Assert.Fail($"{kind.Name}, call {number}: nothing was thrown");
    }

    private static IEnumerable<(string Name, Action Call, string Says)> Kinds()
    {
        var big = ones(512, 512);
        var row = ones(3, 4);
        var whole = ones(3, 4, dtype: int64);
        var nothing = (Tensor)null!;
        var gone = ones(3, 4);
        gone.Dispose();
        var leaf = ones(3, requires_grad: true);

        return
        [
            ("shapes of mm", () => big.mm(row), "aten::mm(Tensor self, Tensor mat2) -> Tensor"),
            ("shapes of matmul", () => row.matmul(row), "Float32 [3, 4], Float32 [3, 4]"),
            ("shapes of add", () => (row + ones(5, 7)).sum(), "aten::add.Tensor(Tensor self, Tensor other"),
            ("shapes of cat", () => cat([row, ones(7)], 0), "aten::cat(Tensor[] tensors, int dim=0) -> Tensor"),
            ("shapes of conv2d", () => functional.conv2d(ones(1, 3, 8, 8), ones(4, 5, 3, 3)), "aten::conv2d"),
            ("shapes of linear", () => functional.linear(row, row.t()), "aten::linear(Tensor input, Tensor weight, Tensor? bias=None)"),
            ("shapes of layer_norm", () => functional.layer_norm(row, [5]), "aten::layer_norm"),
            ("view of another size", () => row.view(5, 5), "Float32 [3, 4]"),
            ("permute of too few", () => row.permute(0), "Float32 [3, 4]"),
            ("select beyond", () => row.select(0, 9), "Float32 [3, 4]"),
            ("transpose beyond", () => row.transpose(0, 5), "Float32 [3, 4]"),
            ("expand of two", () => row.expand(3, 5), "Float32 [3, 4]"),
            ("dimension of softmax", () => row.softmax(7), "aten::softmax.int"),
            ("indices beyond", () => big.index_select(0, tensor(new[] { 600L })), "aten::index_select"),
            ("embedding beyond", () => functional.embedding(tensor(new[] { 9L }), ones(4, 2)), "aten::embedding"),
            ("type of index", () => row.index_select(0, row), "aten::index_select"),
            ("type of matmul", () => row.matmul(whole.t()), "aten::matmul(Tensor self, Tensor other) -> Tensor"),
            ("type of cross entropy", () => functional.cross_entropy(row, row[.., 0].to(int32)), "aten::cross_entropy_loss"),
            ("type of mean", () => whole.mean(), "aten::mean"),
            ("gradient of integers", () => whole.requires_grad_(), "Int64 [3, 4]"),
            ("device that is not there", () => row.to(new Device("cuda:7")), "cuda:7"),
            ("device of zeros", () => zeros(3, device: new Device("cuda:7")), "aten::zeros"),
            ("device of two", () => (row + ones(3, 4, device: META)).abs().cpu(), "meta"),
            ("disposed on the left", () => gone.add(row), "aten::add.Tensor(Tensor self, Tensor other"),
            ("disposed on the right", () => row.add(gone), "aten::add.Tensor(Tensor self, Tensor other"),
            ("disposed in a list", () => stack([row, gone]), "aten::stack(Tensor[] tensors"),
            ("disposed alone", () => gone.exp(), "aten::exp(Tensor self) -> Tensor"),
            ("disposed, changed in place", () => gone.add_(1), "aten::add_.Tensor"),
            ("null on the right", () => row.mul(nothing), "aten::mul.Tensor(Tensor self, Tensor other) -> Tensor"),
            ("null on the left", () => torch.matmul(nothing, row), "aten::matmul(Tensor self, Tensor other) -> Tensor"),
            ("null in a list", () => cat([row, nothing], 0), "aten::cat(Tensor[] tensors"),
            ("null to linear", () => functional.linear(row, nothing), "aten::linear"),
            ("null with a number", () => _ = nothing + 1.0, "aten::add.Tensor(Tensor self, Tensor other"),
            ("operator that is not there", () => Op.Get("aten::nonesuch").T([row]), "has no operator aten::nonesuch"),
            ("overload that is not there", () => Op.Get("aten::add.Nonesuch").T([row]), "has no operator aten::add.Nonesuch"),
            ("too many arguments", () => Op.Get("aten::exp").T([row, 1, 2]), "takes 1 arguments, got 3"),
            ("kind of argument", () => Op.Get("aten::softmax.int").T([row, 1.5]), "cannot take a float"),
            ("unknown word", () => Op.Get("aten::gelu").T([row, "cosh"]), "aten::gelu"),
            ("in place on a leaf", () => leaf.add_(1), "aten::add_.Tensor"),
            ("in place of another shape", () => row.add_(ones(9)), "aten::add_.Tensor"),
            ("backward without a graph", () => row.sum().backward(), "Float32 []"),
            ("backward of many", () => (leaf * 2).backward(), "Float32 [3]"),
            ("backward twice", () => { var y = leaf.exp().sum(); y.backward(); y.backward(); }, "Float32 []"),
            ("gradient of another shape", () => leaf.grad = ones(4), "grad: expected [3], got [4]"),
            ("item of many", () => row.item<float>(), "Float32 [3, 4]"),
            ("data as another type", () => row.data<double>(), "Float32 [3, 4]"),
            ("too many indices", () => _ = row[0, 0, TensorIndex.Slice()], "at most 2 entries"),
            ("mask of another shape", () => row.masked_select(ones(5, 5, dtype: torch.@bool)), "aten::masked_select"),
            ("negative size", () => zeros(-3), "aten::zeros"),
            ("singular matrix", () => zeros(3, 3).inverse(), "aten::inverse"),
            ("equation", () => einsum("ij,jk->iz", row, row.t()), "aten::einsum"),
        ];
    }

    private static long ResidentMegabytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet >> 20;
    }
}
