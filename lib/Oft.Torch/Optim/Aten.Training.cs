namespace TorchSharp;

// What modules and optimizers need.
internal static partial class Aten
{
    public static readonly Op _foreach_add_List = Op.Get("aten::_foreach_add.List");
    public static readonly Op _foreach_add__List = Op.Get("aten::_foreach_add_.List");
    public static readonly Op _foreach_add__Scalar = Op.Get("aten::_foreach_add_.Scalar");
    public static readonly Op _foreach_addcdiv__Scalar = Op.Get("aten::_foreach_addcdiv_.Scalar");
    public static readonly Op _foreach_addcmul__Scalar = Op.Get("aten::_foreach_addcmul_.Scalar");
    public static readonly Op _foreach_div__Scalar = Op.Get("aten::_foreach_div_.Scalar");
    public static readonly Op _foreach_lerp__Scalar = Op.Get("aten::_foreach_lerp_.Scalar");
    public static readonly Op _foreach_mul__Scalar = Op.Get("aten::_foreach_mul_.Scalar");
    public static readonly Op _foreach_neg = Op.Get("aten::_foreach_neg");
    public static readonly Op _foreach_norm_Scalar = Op.Get("aten::_foreach_norm.Scalar");
    public static readonly Op _foreach_sqrt = Op.Get("aten::_foreach_sqrt");
    public static readonly Op _fused_adagrad_ = Op.Get("aten::_fused_adagrad_");
    public static readonly Op _fused_adam_ = Op.Get("aten::_fused_adam_");
    public static readonly Op _fused_adamw_ = Op.Get("aten::_fused_adamw_");
    public static readonly Op set_data = Op.Get("aten::set_data");
}
