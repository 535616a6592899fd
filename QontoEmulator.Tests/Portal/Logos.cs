using System.Text;

namespace QontoEmulator.Tests.Portal;

/// <summary>Pictures of apps, good and bad.</summary>
internal static class Logos
{
    public static string Svg(string inside, string attributes = "") => $"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 8"{attributes}>{inside}</svg>""";

    public static string DataUrl(string type, byte[] content) => $"data:{type};base64,{Convert.ToBase64String(content)}";

    public static string DataUrl(string svg) => DataUrl("image/svg+xml", Encoding.UTF8.GetBytes(svg));
}
