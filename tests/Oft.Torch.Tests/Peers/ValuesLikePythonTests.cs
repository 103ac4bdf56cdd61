using System.Runtime.InteropServices;
using Oft.Torch.Tests.Fixtures;
using static TorchSharp.torch.nn;
using static TorchSharp.torch;

namespace Oft.Torch.Tests.Peers;

/// <summary>Every argument in its place: the same call from both sides gives the same type, shape and bits.</summary>
[Collection(nameof(GlobalGenerator))]
public sealed class ValuesLikePythonTests : NeedsEngine
{
    [Fact]
    public void Operators_give_the_types_shapes_and_bits_of_Python()
    {
        set_num_threads(1);
        using var scope = NewDisposeScope();
        var cases = Cases();
        var file = Path.GetTempFileName();
        string[] told;
        try
        {
            File.WriteAllText(file, string.Join("\n", cases.Select(one => one.Python)));
            told = PythonTorch.Run("values.py", file).Split('\n');
        }
        finally { File.Delete(file); }

        Assert.Equal(cases.Count, told.Count(text => text == "end"));
        var line = 0;
        var wrong = new List<string>();
        foreach (var (python, results) in cases)
        {
            var expected = told.Skip(line).TakeWhile(text => text != "end").ToList();
            line += expected.Count + 1;
            var actual = results.Select(Told).ToList();
            if (!expected.SequenceEqual(actual)) wrong.Add($"{python}\n  Python {Short(expected)}\n  here   {Short(actual)}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static string Short(List<string> lines) => string.Join(" | ", lines.Select(text => text.Length > 90 ? text[..90] : text));

    private static string Told(Tensor tensor)
    {
        var flat = tensor.detach().contiguous();
        var bytes = tensor.is_floating_point() ? MemoryMarshal.AsBytes(flat.to(float64).data<double>().ToArray().AsSpan())
            : MemoryMarshal.AsBytes(flat.to(int64).data<long>().ToArray().AsSpan());
        var name = tensor.dtype switch { ScalarType.Bool => "bool", ScalarType.Byte => "uint8", ScalarType.BFloat16 => "bfloat16", ScalarType.Float16 => "float16", ScalarType.Float64 => "float64", ScalarType.Int64 => "int64", ScalarType.Int32 => "int32", _ => "float32" };
        return $"{name} [{string.Join(", ", tensor.shape)}] {Convert.ToHexString(bytes).ToLowerInvariant()}";
    }

    private static List<(string Python, Tensor[] Results)> Cases()
    {
        manual_seed(7);
        var x = randn(2, 3, 4);
        var y = randn(2, 3, 4);
        var p = rand(2, 3, 4) * 0.8 + 0.1;
        var m = randn(4, 5);
        var sq = randn(4, 4);
        var i = randint(0, 4, [2L, 3, 4]);
        var img = randn(2, 3, 8, 8);
        var w = randn(6, 3, 3, 3);
        var b = randn(6);
        var line = randn(2, 3, 9);
        var w1 = randn(5, 3, 3);
        var v3 = randn(3);
        var s3 = rand(3) + 0.5;
        var (maxValues, maxPlaces) = x.max(1);
        var (minValues, minPlaces) = x.min(2, keepdim: true);
        var (top, topPlaces) = x.topk(2, 1, largest: false);
        var (sorted, order) = x.sort(1, descending: true);
        var (distinct, inverse, counts) = i.unique(return_inverse: true, return_counts: true);
        var (pooled, pooledPlaces) = functional.max_pool2d_with_indices(img, [3, 3], [2, 2], [1, 1]);
        var (U, S, Vh) = linalg.svd(m, fullMatrices: false);
        var written = x.clone();
        written[TensorIndex.Ellipsis, 1..3] = zeros(2);

        return
        [
            ("x + y * 2 - 1", [x + y * 2 - 1]),
            ("3 - x", [3 - x]),
            ("2.5 / p", [2.5 / p]),
            ("x % 0.7", [x % 0.7]),
            ("i + 1.5", [i + 1.5]),
            ("i // 3", [i.floor_divide(3)]),
            ("torch.add(x, y, alpha=3)", [x.add(y, 3)]),
            ("torch.div(x, y, rounding_mode='floor')", [x.div(y, RoundingMode.floor)]),
            ("x.pow(3)", [x.pow(3)]),
            ("p.pow(y)", [p.pow(y)]),
            ("x.clamp(-0.5, 0.5)", [x.clamp(-0.5, 0.5)]),
            ("x.clamp(min=0.1)", [x.clamp(min: (Scalar)0.1)]),
            ("x.lerp(y, p)", [x.lerp(y, p)]),
            ("torch.addcmul(x, y, p, value=0.3)", [x.addcmul(y, p, 0.3)]),
            ("torch.addcdiv(x, y, p, value=0.3)", [x.addcdiv(y, p, 0.3)]),
            ("torch.atan2(x, y)", [x.atan2(y)]),
            ("x.round(decimals=2)", [x.round(2)]),
            ("p.logit(0.2)", [p.logit(0.2)]),
            ("x > y", [x > y]),
            ("(x > 0) & (y > 0) | ~(p > 0.5)", [(x > 0) & (y > 0) | ~(p > 0.5)]),
            ("torch.isclose(x, y, 0.5, 0.3)", [x.isclose(y, 0.5, 0.3)]),
            ("x.sum((0, 2), keepdim=True)", [x.sum([0, 2], keepdim: true)]),
            ("x.sum(1, dtype=torch.float64)", [x.sum(1, type: float64)]),
            ("x.mean((1, 2))", [x.mean([1, 2])]),
            ("x.var(1, unbiased=False)", [x.var(1, unbiased: false)]),
            ("x.std((0, 1), unbiased=True, keepdim=True)", [x.std([0, 1], unbiased: true, keepdim: true)]),
            ("x.prod(2)", [x.prod(2)]),
            ("tuple(x.max(1))", [maxValues, maxPlaces]),
            ("tuple(x.min(2, keepdim=True))", [minValues, minPlaces]),
            ("x.amax((0, 2), keepdim=True)", [x.amax([0, 2], keepdim: true)]),
            ("x.argmax(1, keepdim=True)", [x.argmax(1, keepdim: true)]),
            ("x.argmin()", [x.argmin()]),
            ("tuple(x.topk(2, 1, largest=False))", [top, topPlaces]),
            ("tuple(x.sort(1, descending=True))", [sorted, order]),
            ("x.argsort(2, descending=True)", [x.argsort(2, descending: true)]),
            ("x.cumsum(1)", [x.cumsum(1)]),
            ("x.logsumexp(2, keepdim=True)", [x.logsumexp(2, keepdim: true)]),
            ("x.norm(1, 2)", [x.norm(2, p: 1f)]),
            ("torch.quantile(x, torch.tensor([0.25, 0.75]), dim=2)", [x.quantile(tensor(new[] { 0.25f, 0.75f }), dim: 2)]),
            ("torch.unique(i, return_inverse=True, return_counts=True)", [distinct, inverse!, counts!]),
            ("torch.bincount(i.flatten(), minlength=6)", [i.flatten().bincount(null, minlength: 6)]),
            ("x.any(1), (x > -9).all()", [x.any(1), (x > -9).all()]),
            ("x.permute(2, 0, 1).reshape(4, -1)", [x.permute(2, 0, 1).reshape(4, -1)]),
            ("x.transpose(-1, 0).contiguous()", [x.transpose(-1, 0).contiguous()]),
            ("x.unsqueeze(1).expand(2, 5, 3, 4)", [x.unsqueeze(1).expand(2, 5, 3, 4)]),
            ("x.repeat(1, 2, 1), x.repeat_interleave(2, dim=1)", [x.repeat(1, 2, 1), x.repeat_interleave(2, dim: 1)]),
            ("torch.cat([x, y], 2), torch.stack([x, y], 1)", [cat([x, y], 2), stack([x, y], 1)]),
            ("x.split([1, 2], 1)", x.split([1L, 2], dim: 1)),
            ("[*x.chunk(2, -1), *x.unbind(0)]", [.. x.chunk(2, -1), .. x.unbind(0)]),
            ("x.movedim([0, 1], [2, 0])", [x.movedim([0, 1], [2, 0])]),
            ("x.flip(0, 2), x.roll(1, 2)", [x.flip(0, 2), x.roll(1, 2)]),
            ("sq.tril(-1), sq.triu(1), sq.diagonal(1), torch.diag_embed(v3)", [sq.tril(-1), sq.triu(1), sq.diagonal(1), v3.diag_embed()]),
            ("x.unfold(2, 2, 1)", [x.unfold(2, 2, 1)]),
            ("x[1, :, ::2], x[..., -1], x[:, None, 1:], x[0, 1, 2]", [x[1, .., TensorIndex.Slice(step: 2)], x[TensorIndex.Ellipsis, -1], x[.., TensorIndex.None, 1..], x[0, 1, 2]]),
            ("x[:, torch.tensor([2, 0])], x[x > 0], x[1, torch.tensor([0, 2]), 1:3]", [x[.., TensorIndex.Tensor(tensor(new[] { 2L, 0 }))], x[TensorIndex.Tensor(x > 0)], x[1, TensorIndex.Tensor(tensor(new[] { 0L, 2 })), 1..3]]),
            ("torch.cat([x[..., :1], torch.zeros(2, 3, 2), x[..., 3:]], -1)", [written]),
            ("x.gather(2, i[:, :, :2])", [x.gather(2, i[.., .., ..2])]),
            ("x.scatter_add(2, i, y)", [x.scatter_add(2, i, y)]),
            ("x.index_select(1, torch.tensor([2, 2, 0]))", [x.index_select(1, tensor(new[] { 2L, 2, 0 }))]),
            ("x.index_add(1, torch.tensor([0, 0]), y[:, :2], alpha=2)", [x.index_add(1, tensor(new[] { 0L, 0 }), y[.., ..2], 2)]),
            ("x.masked_fill(y > 0, -1.5)", [x.masked_fill(y > 0, -1.5)]),
            ("torch.where(x > 0, x, y), (x > 1).nonzero()", [torch.where(x > 0, x, y), (x > 1).nonzero()]),
            ("x @ m, torch.einsum('bij,jk->bik', x, m), torch.tensordot(x, m, 1)", [x.matmul(m), einsum("bij,jk->bik", x, m), x.tensordot(m, 1)]),
            ("torch.addmm(m, sq, m, beta=0.5, alpha=2), torch.baddbmm(x[:, :, :3], x, y.mT)", [m.addmm(sq, m, 0.5f, 2f), x[.., .., ..3].baddbmm(x, y.mT)]),
            ("torch.linalg.inv(sq), torch.linalg.det(sq), torch.linalg.solve(sq, m)", [linalg.inv(sq), linalg.det(sq), linalg.solve(sq, m)]),
            ("tuple(torch.linalg.svd(m, full_matrices=False))", [U, S, Vh]),
            ("torch.linalg.vector_norm(x, 3, dim=1), torch.linalg.cross(x[:, :, :3], y[:, :, :3])", [linalg.vector_norm(x, 3, [1]), linalg.cross(x[.., .., ..3], y[.., .., ..3])]),
            ("torch.cdist(x, y, p=1.0)", [cdist(x, y, 1.0)]),
            ("torch.arange(1, 7, 2), torch.linspace(0, 1, 5), torch.eye(2, 3), torch.full((2,), 7)", [arange(1, 7, 2), linspace(0, 1, 5), eye(2, 3), full(2L, 7)]),
            ("torch.searchsorted(v3.sort()[0], x, right=True), torch.bucketize(x, v3.sort()[0])", [searchsorted(v3.sort().Values, x, right: true), x.bucketize(v3.sort().Values)]),
            ("x.bfloat16(), x.half(), x.to(torch.int32), (x > 0).to(torch.uint8)", [x.bfloat16(), x.half(), x.to(int32), (x > 0).to(uint8)]),
            ("F.softmax(x, 1), F.log_softmax(x, -1), F.softmin(x, 1)", [functional.softmax(x, 1), functional.log_softmax(x, -1), functional.softmin(x, 1)]),
            ("F.gelu(x), F.gelu(x, approximate='tanh'), F.silu(x), F.mish(x), F.elu(x, 0.7)", [functional.gelu(x), functional.gelu(x, TorchSharp.Modules.GELU.Approximate.tanh), functional.silu(x), functional.mish(x), functional.elu(x, 0.7)]),
            ("F.softplus(x, 2, 1), F.leaky_relu(x, 0.2), F.hardtanh(x, -0.3, 0.4), F.glu(x, 2)", [functional.softplus(x, 2, 1), functional.leaky_relu(x, 0.2), functional.hardtanh(x, -0.3, 0.4), functional.glu(x, 2)]),
            ("F.linear(x, m.t()), F.linear(x, m.t(), torch.arange(5.))", [functional.linear(x, m.t()), functional.linear(x, m.t(), arange(5.0))]),
            ("F.layer_norm(x, (4,), sq[0], sq[1], 1e-3)", [functional.layer_norm(x, [4], sq[0], sq[1], 1e-3)]),
            ("F.group_norm(img, 3, v3, s3, 1e-3)", [functional.group_norm(img, 3, v3, s3, 1e-3)]),
            ("F.batch_norm(img, v3, s3, s3, v3, False, 0.2, 1e-3)", [functional.batch_norm(img, v3, s3, s3, v3, false, 0.2, 1e-3)]),
            ("F.batch_norm(img, None, None, s3, v3, True)", [functional.batch_norm(img, null, null, s3, v3, training: true)]),
            ("F.conv2d(img, w, b, (2, 1), (1, 2), (1, 2))", [functional.conv2d(img, w, b, [2, 1], [1, 2], [1, 2])]),
            ("F.conv2d(img, w, b, padding='same')", [functional.conv2d_padding(img, w, b, padding: Padding.Same)]),
            ("F.conv1d(line, w1, None, 2, 1, 2)", [functional.conv1d(line, w1, null, 2, 1, 2)]),
            ("F.conv_transpose2d(img, w.transpose(0, 1), b, 2, 1, 1)", [functional.conv_transpose2d(img, w.transpose(0, 1), b, [2, 2], [1, 1], [1, 1])]),
            ("F.conv_transpose1d(line, w1.transpose(0, 1), None, 2, 1, 1)", [functional.conv_transpose1d(line, w1.transpose(0, 1), null, 2, 1, 1)]),
            ("F.max_pool2d(img, 3, 2, 1), F.max_pool2d(img, (3, 3), (2, 2), (1, 1), return_indices=True)[1]", [pooled, pooledPlaces]),
            ("F.avg_pool2d(img, 3, 2, 1, count_include_pad=False), F.adaptive_avg_pool2d(img, (3, 2))", [functional.avg_pool2d(img, 3, 2, 1, count_include_pad: false), functional.adaptive_avg_pool2d(img, (3, 2))]),
            ("F.interpolate(img, size=(5, 11)), F.interpolate(img, scale_factor=1.5, mode='bilinear')", [functional.interpolate(img, [5, 11]), functional.interpolate(img, scale_factor: [1.5], mode: InterpolationMode.Bilinear)]),
            ("F.interpolate(img, (5, 5), mode='bicubic', align_corners=True), F.interpolate(img, (3, 3), mode='bicubic', antialias=True)", [functional.interpolate(img, [5, 5], mode: InterpolationMode.Bicubic, align_corners: true), functional.interpolate(img, [3, 3], mode: InterpolationMode.Bicubic, antialias: true)]),
            ("F.pad(x, (1, 2), value=3.), F.pad(img, (1, 2, 3, 1), mode='reflect'), F.pad(img, (1, 2, 3, 1), mode='replicate')", [functional.pad(x, (1, 2), value: 3), functional.pad(img, [1, 2, 3, 1], PaddingModes.Reflect), functional.pad(img, (1, 2, 3, 1), PaddingModes.Replicate)]),
            ("F.pixel_shuffle(torch.cat([img] * 4, 1), 2), F.unfold(img, 3, 1, 1, 2)", [functional.pixel_shuffle(cat([img, img, img, img], 1), 2), functional.unfold(img, 3, 1, 1, 2)]),
            ("F.grid_sample(img, torch.tanh(img[:, :2].permute(0, 2, 3, 1)), mode='nearest', padding_mode='border', align_corners=False)", [functional.grid_sample(img, img[.., ..2].permute(0, 2, 3, 1).tanh(), GridSampleMode.Nearest, GridSamplePaddingMode.Border, false)]),
            ("F.l1_loss(x, y), F.mse_loss(x, y, reduction='none'), F.smooth_l1_loss(x, y, beta=0.5), F.huber_loss(x, y, delta=0.5, reduction='sum')", [functional.l1_loss(x, y), functional.mse_loss(x, y, Reduction.None), functional.smooth_l1_loss(x, y, beta: 0.5), functional.huber_loss(x, y, 0.5, Reduction.Sum)]),
            ("F.cross_entropy(x.flatten(0, 1), i.flatten()[:6], ignore_index=2, label_smoothing=0.1)", [functional.cross_entropy(x.flatten(0, 1), i.flatten()[..6], ignore_index: 2, label_smoothing: 0.1)]),
            ("F.nll_loss(F.log_softmax(x.flatten(0, 1), 1), i.flatten()[:6], reduction='sum')", [functional.nll_loss(functional.log_softmax(x.flatten(0, 1), 1), i.flatten()[..6], reduction: Reduction.Sum)]),
            ("F.binary_cross_entropy_with_logits(x, p, pos_weight=torch.tensor(2.)), F.binary_cross_entropy(p, p.flip(0))", [functional.binary_cross_entropy_with_logits(x, p, pos_weights: tensor(2f)), functional.binary_cross_entropy(p, p.flip(0))]),
            ("F.kl_div(F.log_softmax(x, 1), F.log_softmax(y, 1), log_target=True, reduction='batchmean') * 2", [functional.kl_div(functional.log_softmax(x, 1), functional.log_softmax(y, 1), true, Reduction.Sum)]),
            ("F.one_hot(i, 5), F.normalize(x, 3, 2), F.cosine_similarity(x, y, 2)", [functional.one_hot(i, 5), functional.normalize(x, 3, 2), functional.cosine_similarity(x, y, 2)]),
            ("F.embedding(i, m, padding_idx=1)", [functional.embedding(i, m, 1)]),
        ];
    }
}
