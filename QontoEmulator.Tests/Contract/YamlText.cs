using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace QontoEmulator.Tests.Contract;

/// <summary>Reads YAML as JSON, so that schemas, examples and answers can be compared in one form.</summary>
internal static class YamlText
{
    public static JsonElement ReadFile(string path)
    {
        using var reader = File.OpenText(path);
        return Read(reader);
    }

    public static JsonElement Read(string text)
    {
        using var reader = new StringReader(text);
        return Read(reader);
    }

    private static JsonElement Read(TextReader reader)
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(reader)));
        return JsonSerializer.SerializeToElement(Convert(stream.Documents[0].RootNode));
    }

    // Aliases arrive as the node they name, so every use becomes a copy of its own.
    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Convert(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain } => Plain(plain),
        YamlScalarNode scalar => scalar.Value,
        _ => throw new InvalidDataException($"Unexpected YAML at {node.Start}"),
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" => true,
        "false" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };
}
