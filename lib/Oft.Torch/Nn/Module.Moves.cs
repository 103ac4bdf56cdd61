namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>Moves every parameter and buffer to a device and floating dtype; null keeps what there is.</summary>
            /// <remarks>
            /// The tensor objects stay and only what they hold is exchanged, so optimizers and shared weights keep working.
            /// Integer buffers keep their dtype, as in PyTorch.
            /// </remarks>
            internal void Move(Device? device, ScalarType? dtype, bool nonBlocking)
            {
                using var scope = NewDisposeScope();
                using var quiet = no_grad();
                foreach (var tensor in parameters().Concat(buffers()))
                {
                    var wanted = dtype is { } type && (tensor.is_floating_point() || tensor.is_complex()) ? type : tensor.dtype;
                    var place = device ?? tensor.device;
                    if (tensor.dtype == wanted && SamePlace(tensor.device, place)) continue;
                    var gradient = tensor.grad;
                    Exchange(tensor, tensor.detach().to(wanted, place, non_blocking: nonBlocking));
                    if (gradient is not null) tensor.grad = gradient.to(wanted, place, non_blocking: nonBlocking);
                }
            }

            private static bool SamePlace(Device have, Device wanted) =>
                have.type == wanted.type && (wanted.index < 0 || have.index == wanted.index || have.type == DeviceType.CPU);

            private static void Exchange(Tensor tensor, Tensor data)
            {
                if (tensor.grad is not null) tensor.grad = null;
                Aten.set_data.TwoInPlace(tensor, data);
            }
        }
    }
}
