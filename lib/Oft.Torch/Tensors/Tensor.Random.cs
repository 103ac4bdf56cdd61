namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Fills with numbers of a normal distribution.</summary>
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => Aten.normal_.I([this, mean, std, generator]);

        /// <summary>Fills with numbers drawn evenly from [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) => Aten.uniform_.I([this, from, to, generator]);

        /// <summary>Fills with whole numbers drawn evenly from [from, to).</summary>
        public Tensor random_(double from, double to, Generator? generator = null) => Aten.random__from.I([this, (long)from, (long)to, generator]);

        /// <summary>Fills with waiting times of rate lambda.</summary>
        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) => Aten.exponential_.I([this, lambda, generator]);

        /// <summary>Fills with ones of probability p, zeros elsewhere.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Aten.bernoulli__float.I([this, p, generator]);

        /// <summary>Ones of the tensor's own probabilities, zeros elsewhere.</summary>
        public Tensor bernoulli(Generator? generator = null) => Aten.bernoulli.T([this, generator]);

        /// <summary>Places drawn by the tensor's own weights.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.multinomial.T(this, num_samples, replacement, generator);

        /// <summary>Normal numbers in this tensor's shape.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.randn_like(this, dtype, device, requires_grad);

        /// <summary>Numbers from [0, 1) in this tensor's shape.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.rand_like(this, dtype, device, requires_grad);

        /// <summary>Zeros in this tensor's shape.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.zeros_like(this, dtype, device, requires_grad);

        /// <summary>Ones in this tensor's shape.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.ones_like(this, dtype, device, requires_grad);

        /// <summary>Whatever memory held, in this tensor's shape.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.empty_like(this, dtype, device, requires_grad);

        /// <summary>One number in this tensor's shape.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.full_like(this, value, dtype, device, requires_grad);

        /// <summary>Zeros of another shape, with this tensor's type and device unless others are named.</summary>
        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Ones of another length, with this tensor's type and device unless others are named.</summary>
        public Tensor new_ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            ones([size], dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Whatever memory held, with this tensor's type and device unless others are named.</summary>
        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>One number in another shape, with this tensor's type and device unless others are named.</summary>
        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            full(size, value, dtype ?? this.dtype, device ?? this.device, requires_grad);
    }
}
