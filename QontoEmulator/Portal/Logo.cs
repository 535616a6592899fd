using System.Xml;

namespace QontoEmulator.Portal;

/// <summary>What the picture of an app must be. It is kept as a <c>data:</c> URL, because pages fetch nothing.</summary>
internal static class Logo
{
    public const int MostBytes = 256 * 1024;

    private const string Svg = "http://www.w3.org/2000/svg";
    private const string NotAPicture = "must be a PNG, JPEG or SVG file";
    private const string LeadsOut = "the SVG refers to something outside the file";

    private static readonly string[] LoadingElements = ["foreignObject", "iframe", "embed", "object", "audio", "video"];
    private static readonly string[] MovingElements = ["animate", "animateTransform", "animateMotion", "set"];

    /// <summary>Judges a file by its bytes; the sender's word for its type does not count.</summary>
    /// <returns>Its <c>data:</c> URL, or why it is refused.</returns>
    public static (string? DataUrl, string? Problem) Of(byte[] content) => content switch
    {
        [] => (null, "the file is empty"),
        { Length: > MostBytes } => (null, $"the file has {content.Length / 1024} KB; a logo has at most {MostBytes / 1024} KB"),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => (DataUrl("image/png", content), null),
        [0xFF, 0xD8, 0xFF, ..] => (DataUrl("image/jpeg", content), null),
        _ => WhySvgRefused(content) is { } why ? (null, why) : (DataUrl("image/svg+xml", content), null),
    };

    /// <summary>The same for a <c>data:</c> URL with base64.</summary>
    public static (string? DataUrl, string? Problem) Of(string dataUrl)
    {
        const string Mark = ";base64,";
        var mark = dataUrl.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        var content = new byte[dataUrl.Length];
        return mark > 0 && dataUrl.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(dataUrl[(mark + Mark.Length)..], content, out var length)
            ? Of(content[..length])
            : (null, "must be a data: URL with base64, such as data:image/png;base64,iVBORw0…");
    }

    private static string DataUrl(string type, byte[] content) => $"data:{type};base64,{Convert.ToBase64String(content)}";

    // An SVG is a document: it can run, load and link. What could do so is refused, whatever a page would let it do.
    private static string? WhySvgRefused(byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var isRoot = true;
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.ProcessingInstruction)
                    return $"the SVG has a processing instruction, {reader.Name}";
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && RefersOut(reader.Value))
                    return LeadsOut;
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (isRoot && (reader.LocalName != "svg" || reader.NamespaceURI != Svg))
                    return NotAPicture;
                isRoot = false;
                if ((WhyElementRefused(reader.LocalName) ?? WhyAttributesRefused(reader)) is { } why)
                    return why;
            }

            return null;
        }
        catch (XmlException broken)
        {
            return content.AsSpan().TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..] ? $"the SVG cannot be read: {broken.Message}" : NotAPicture;
        }
    }

    private static string? WhyElementRefused(string element) =>
        Is(element, "script") ? "the SVG has a script"
        : LoadingElements.Any(name => Is(element, name)) ? $"the SVG has the element {element}, which can hold anything"
        : MovingElements.Any(name => Is(element, name)) ? $"the SVG has the element {element}; a logo stands still"
        : null;

    private static string? WhyAttributesRefused(XmlReader reader)
    {
        string? why = null;
        while (why is null && reader.MoveToNextAttribute())
        {
            var (name, value) = (reader.LocalName, reader.Value.Trim());
            if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
                why = $"the SVG has an event handler, {name}";
            else if (RefersOut(value) || ((Is(name, "href") || Is(name, "src")) && !IsInside(value)))
                why = LeadsOut;
        }

        reader.MoveToElement();
        return why;
    }

    private static bool IsInside(string reference) =>
        reference.StartsWith('#') || reference.StartsWith("data:image/png", StringComparison.OrdinalIgnoreCase) || reference.StartsWith("data:image/jpeg", StringComparison.OrdinalIgnoreCase);

    // A backslash hides words from whoever reads styles, and a logo needs none.
    private static bool RefersOut(string style)
    {
        if (style.Contains("@import", StringComparison.OrdinalIgnoreCase) || style.Contains('\\', StringComparison.Ordinal))
            return true;
        for (var at = style.IndexOf("url(", StringComparison.OrdinalIgnoreCase); at >= 0; at = style.IndexOf("url(", at + 4, StringComparison.OrdinalIgnoreCase))
        {
            if (!IsInside(style[(at + 4)..].TrimStart(' ', '"', '\'')))
                return true;
        }

        return false;
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
