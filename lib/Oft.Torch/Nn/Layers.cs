using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Makes a tensor one that is trained.</summary>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>x Wᵀ + b, with PyTorch's random weights.</summary>
        /// <param name="inputSize">Width of the input.</param>
        /// <param name="outputSize">Width of the output.</param>
        /// <param name="hasBias">Whether there is a b.</param>
        /// <param name="device">Where the weights are made.</param>
        /// <param name="dtype">What the weights are.</param>
        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            new(inputSize, outputSize, hasBias, device, dtype);

        /// <summary>x Wᵀ + b, with these weights.</summary>
        public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

        /// <summary>A table of vectors with normal random numbers.</summary>
        /// <param name="num_embeddings">Rows.</param>
        /// <param name="embedding_dims">Width of a row.</param>
        /// <param name="padding_idx">A row that is zero and stays so.</param>
        /// <param name="max_norm">Rows longer than this are shortened when looked up.</param>
        /// <param name="norm_type">The norm that says how long a row is.</param>
        /// <param name="scale_grad_by_freq">Whether a row's gradient is divided by how often it was looked up.</param>
        /// <param name="sparse">Whether the gradient is sparse.</param>
        /// <param name="device">Where the table is made.</param>
        /// <param name="dtype">What the table is.</param>
        public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
            bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
            new(Modules.Embedding.Table(num_embeddings, embedding_dims, padding_idx, device, dtype), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);

        /// <summary>A table of given vectors [rows, D].</summary>
        public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null,
            double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
            new(new Parameter(embeddings.to(dtype ?? embeddings.dtype, device ?? embeddings.device, copy: true), !freeze), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);

        /// <summary>Brings the last dimension to mean 0 and variance 1, then scales and shifts it.</summary>
        public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

        /// <summary>Brings the last dimensions to mean 0 and variance 1, then scales and shifts them.</summary>
        public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

        /// <summary>Normalises groups of channels of [B, C, ...], then scales and shifts each channel.</summary>
        public static GroupNorm GroupNorm(long num_groups, long num_channels, double eps = 1e-05, bool affine = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_groups, num_channels, eps, affine, device, dtype);

        /// <summary>Normalises each channel of [B, C] or [B, C, L] over the batch.</summary>
        public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <summary>Normalises each channel of [B, C, H, W] over the batch.</summary>
        public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <summary>Several neighbouring dimensions become one; by default all but the first.</summary>
        public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

        /// <summary>Attention of several heads, sequence first.</summary>
        /// <param name="embedded_dim">Width of all heads together.</param>
        /// <param name="num_heads">How many heads.</param>
        /// <param name="dropout">Share of the attention weights that is dropped while training.</param>
        /// <param name="bias">Whether the projections have a bias.</param>
        /// <param name="add_bias_kv">A learned key and value more: not in this engine.</param>
        /// <param name="add_zero_attn">A key and value of zeros more: not in this engine.</param>
        /// <param name="kdim">Width of the keys: here the width of the queries.</param>
        /// <param name="vdim">Width of the values: here the width of the queries.</param>
        /// <exception cref="NotSupportedException">One of the last four is asked for.</exception>
        public static MultiheadAttention MultiheadAttention(long embedded_dim, long num_heads, double dropout = 0.0, bool bias = true,
            bool add_bias_kv = false, bool add_zero_attn = false, long? kdim = null, long? vdim = null)
        {
            if (add_bias_kv || add_zero_attn || (kdim ?? embedded_dim) != embedded_dim || (vdim ?? embedded_dim) != embedded_dim)
                throw new NotSupportedException("MultiheadAttention: add_bias_kv, add_zero_attn and other widths of keys and values are not in this engine.");
            return new(embedded_dim, num_heads, dropout, bias);
        }

        /// <summary>Self-attention and a feed-forward part, each followed by a residual and a norm. Sequence first.</summary>
        /// <param name="d_model">Width of a token.</param>
        /// <param name="nhead">How many heads.</param>
        /// <param name="dim_feedforward">Width inside the feed-forward part.</param>
        /// <param name="dropout">Share that is dropped while training.</param>
        /// <param name="activation">What the feed-forward part bends with.</param>
        public static TransformerEncoderLayer TransformerEncoderLayer(long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
            new(d_model, nhead, dim_feedforward, dropout, activation);

        /// <summary>What a transformer layer bends with.</summary>
        public enum Activations
        {
            /// <summary>max(x, 0).</summary>
            ReLU,

            /// <summary>x · Φ(x).</summary>
            GELU,
        }
    }
}
