namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Part of the tensor, as numpy's brackets say; writing copies into that part.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The places that integer tensors list or a tensor of truths marks.</summary>
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>One place of the leading dimensions.</summary>
        public Tensor this[params long[] indices]
        {
            get
            {
                var part = this;
                foreach (var place in indices) part = part.Narrowed(this, place);
                return part;
            }
            set
            {
                using var scope = NewDisposeScope();
                this[indices].copy_(value);
            }
        }

        /// <summary>One place of the first dimension.</summary>
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set
            {
                using var part = select(0, i1);
                part.copy_(value);
            }
        }

        /// <summary>One place of the first two dimensions.</summary>
        public Tensor this[long i1, long i2]
        {
            get => this[[i1, i2]];
            set => this[[i1, i2]] = value;
        }

        /// <summary>One place of the first three dimensions.</summary>
        public Tensor this[long i1, long i2, long i3]
        {
            get => this[[i1, i2, i3]];
            set => this[[i1, i2, i3]] = value;
        }

        /// <summary>One place of the first four dimensions.</summary>
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => this[[i1, i2, i3, i4]];
            set => this[[i1, i2, i3, i4]] = value;
        }

        /// <summary>Part of the tensor, as numpy's brackets say.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var (part, places) = Sliced(indices);
            if (places is null) return ReferenceEquals(part, this) ? alias() : part;
            var result = Aten.index_Tensor.T([part, places]);
            if (!ReferenceEquals(part, this)) part.Dispose();
            return result;
        }

        /// <summary>The places that integer tensors list or a tensor of truths marks.</summary>
        public unsafe Tensor index(params Tensor[] indices)
        {
            if (indices.Length > 16 || Array.IndexOf(indices, null) >= 0) return Aten.index_Tensor.T([this, indices]);
            var places = stackalloc nint[indices.Length];
            for (var i = 0; i < indices.Length; i++) places[i] = indices[i].Handle;
            nint result;
            if (Shim.oft_index(Handle, places, indices.Length, &result) < 0)
                return Aten.index_Tensor.T([this, indices]);   // the slow way round, for its error
            GC.KeepAlive(indices);
            GC.KeepAlive(this);
            return new Tensor(result);
        }

        /// <summary>Writes the value into a part of this tensor.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, accumulate: false);

        /// <summary>Writes the value into a part of this tensor, or adds it there.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var (part, places) = Sliced(indices);
            if (places is not null) Aten.index_put_.Run(part, places, value, accumulate);
            else if (accumulate) part.add_(value);
            else part.copy_(value);
            if (!ReferenceEquals(part, this)) part.Dispose();
            return this;
        }

        /// <summary>Writes a number into a part of this tensor.</summary>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using Tensor number = Aten.scalar_tensor.T(value, dtype, Arg.Default, device);
            return index_put_(number, indices, accumulate: false);
        }

        /// <summary>Writes the value at the listed or marked places.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => Aten.index_put_.I(this, indices, value, false);

        /// <summary>Writes the value at the listed or marked places, or adds it there.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => Aten.index_put_.I(this, indices, value, accumulate);

        /// <summary>Writes a number at the listed or marked places.</summary>
        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using Tensor number = Aten.scalar_tensor.T(value, dtype, Arg.Default, device);
            return Aten.index_put_.I(this, indices, number, false);
        }

        private Tensor Narrowed(Tensor root, long place)
        {
            var part = select(0, place);
            if (!ReferenceEquals(this, root)) Dispose();
            return part;
        }

        // Numbers, slices and new dimensions become views; tensors are left for one index call over the dimensions that remain.
        private (Tensor Part, Tensor?[]? Places) Sliced(TensorIndex[] indices)
        {
            var consumed = indices.Sum(entry => entry.kind switch
            {
                TensorIndex.Kind.Slice or TensorIndex.Kind.Single => 1,
                TensorIndex.Kind.Tensor when entry.tensor!.dtype is ScalarType.Bool or ScalarType.Byte => (int)entry.tensor!.ndim,
                TensorIndex.Kind.Tensor => 1,
                _ => 0,
            });
            var free = (int)ndim - consumed;
            if (free < 0)
                throw new ArgumentException($"index: expected at most {ndim} entries for {Op.Describe(this)}, got {consumed}.");

            var part = this;
            List<Tensor?>? places = null;
            long dim = 0, covered = 0;
            foreach (var entry in indices)
            {
                var before = part;
                switch (entry.kind)
                {
                    case TensorIndex.Kind.Single:
                        part = part.select(dim, entry.start!.Value);
                        break;
                    case TensorIndex.Kind.Slice:
                        if (entry.start is not null || entry.stop is not null || entry.step is not null)
                            part = part.slice(dim, entry.start ?? 0, entry.stop ?? long.MaxValue, entry.step ?? 1);
                        dim++;
                        break;
                    case TensorIndex.Kind.None:
                        part = part.unsqueeze(dim++);
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        dim += free;
                        free = 0;
                        break;
                    case TensorIndex.Kind.Bool:
                        part = part.unsqueeze(dim);
                        if (entry.start == 0)
                        {
                            var all = part;
                            part = all.slice(dim, 0, 0, 1);
                            all.Dispose();
                        }
                        dim++;
                        break;
                    case TensorIndex.Kind.Tensor:
                        places ??= [];
                        for (; covered < dim; covered++) places.Add(null);
                        places.Add(entry.tensor);
                        dim += entry.tensor!.dtype is ScalarType.Bool or ScalarType.Byte ? entry.tensor.ndim : 1;
                        covered = dim;   // a mask stands for as many dimensions as it has
                        break;
                }
                if (!ReferenceEquals(before, part) && !ReferenceEquals(before, this)) before.Dispose();
            }
            return (part, places?.ToArray());
        }
    }
}
