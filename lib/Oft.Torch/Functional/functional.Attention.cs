namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>softmax(query · keyᵀ / √D + mask) · value.</summary>
            /// <remarks>
            /// libtorch's fused kernel or the same composed of products, whichever <see cref="Attention"/> found faster here for
            /// this type and device.
            /// </remarks>
            /// <param name="query">[…, T, D].</param>
            /// <param name="key">[…, S, D].</param>
            /// <param name="value">[…, S, E].</param>
            /// <param name="attn_mask">[…, T, S]: true where to look, or numbers to add.</param>
            /// <param name="p">Probability with which a weight is dropped.</param>
            /// <param name="is_casual">Whether a place looks only at itself and what is before it; then without a mask. (The package's spelling.)</param>
            /// <returns>[…, T, E].</returns>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0, bool is_casual = false) =>
                Attention.Fuses(query) ? Attention.Fused(query, key, value, attn_mask, p, is_casual)
                    : Attention.Composed(query, key, value, attn_mask, p, is_casual);
        }
    }
}
