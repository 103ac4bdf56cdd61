// What lib/Oft.Interop uses of Plotly.NET 6.0.0 and of DynamicObj 8.0.0, which it stands on: signatures only.
namespace DynamicObj
{
    public class DynamicObj : System.Dynamic.DynamicObject
    {
        public DynamicObj() => throw null!;
        public void SetProperty(string propertyName, object? propertyValue) => throw null!;
    }
}

namespace Plotly.NET
{
    public class Trace : DynamicObj.DynamicObj
    {
        public Trace(string traceTypeName) => throw null!;
    }

    public class Layout : DynamicObj.DynamicObj
    {
        public Layout() => throw null!;
    }

    public class Title : DynamicObj.DynamicObj
    {
        public Title() => throw null!;
    }

    public abstract class GenericChart
    {
        public static GenericChart ofTraceObjects<T>(bool useDefaults, T traces) where T : IEnumerable<Trace> => throw null!;
        public static GenericChart setLayout(Layout layout, GenericChart gChart) => throw null!;
        public static string toFigureJson(GenericChart gChart) => throw null!;
        public static int countTrace(GenericChart gChart) => throw null!;
    }
}

namespace Plotly.NET.LayoutObjects
{
    public class LinearAxis : DynamicObj.DynamicObj
    {
        public LinearAxis() => throw null!;
    }
}
