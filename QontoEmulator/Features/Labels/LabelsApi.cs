using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Labels;

/// <summary>Labels can only be read: nothing creates, changes or sets one through the API (A91).</summary>
internal static class LabelsApi
{
    private static readonly LabelsJson Wire = new(Json.Wire());

    public static void MapLabels(this IEndpointRouteBuilder routes)
    {
        var labels = routes.MapGroup("/v2/labels");

        labels.Get("", List).RequireScope("organization.read").AllowApiKey().Lists(ListPolicy.Default with { OnBadEnum = null, OnBadSort = null });
        labels.Get("{id}", Show).RequireScope("organization.read").AllowApiKey();
    }

    public static void Write(Utf8JsonWriter writer, Label label) => JsonSerializer.Serialize(writer, new(label.Id, label.Name, label.ParentId), Wire.LabelWire);

    private static ValueTask<Answer> List(Call call) => call.Page("labels", call.AllOwn<Label>(), Bytes);

    private static ValueTask<Answer> Show(Call call) => Answer.Json(200, "{\"label\":"u8.ToArray(), Bytes(call.Own<Label>()), "}"u8.ToArray());

    private static ReadOnlyMemory<byte> Bytes(Row<Label> row) => row.Json ??= Answer.JsonBytes(writer => Write(writer, row.Document));
}

internal sealed record LabelWire(Guid Id, string Name, Guid? ParentId);
