using Microsoft.Extensions.Primitives;
using QontoEmulator.Api;

namespace QontoEmulator.Pages;

/// <summary>A form as a browser sent it: what was typed, and what is wrong with it, told beside each field. Public because Razor components are.</summary>
public sealed class PageForm
{
    private const int MaxLength = 200;
    private readonly IFormCollection fields;
    private readonly List<(string Name, string Message)> errors = [];

    private PageForm(IFormCollection fields) => this.fields = fields;

    public static PageForm Blank => new(FormCollection.Empty);

    public bool IsRefused => errors.Count > 0;

    /// <summary>The first field with an error, which the next page puts the cursor in.</summary>
    public string? FirstRefused => IsRefused ? errors[0].Name : null;

    /// <summary>What was typed into a field, to the letter; empty when it was not sent.</summary>
    public string this[string name] => fields[name].ToString();

    /// <summary>A form that shows what there is, to be changed.</summary>
    internal static PageForm Of(IEnumerable<KeyValuePair<string, StringValues>> fields) => new(new FormCollection(new(fields, StringComparer.Ordinal)));

    /// <exception cref="ApiException">The form stands on another site, 403; it cannot be read, 400.</exception>
    internal static async ValueTask<PageForm> Read(Call call)
    {
        SameOrigin.Demand(call.Http.Request);
        try
        {
            return call.Http.Request.HasFormContentType ? new(await call.Http.Request.ReadFormAsync(call.Http.RequestAborted)) : Blank;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            throw ErrorCatalog.BadRequest.Refuse("The form cannot be read.");
        }
    }

    /// <summary>Everything that was sent under one name, as boxes are that were ticked.</summary>
    public IReadOnlyList<string> Values(string name) => [.. fields[name].OfType<string>()];

    /// <summary>A file that was chosen; null when none was.</summary>
    internal IFormFile? File(string name) => fields.Files[name] is { Length: > 0 } file ? file : null;

    /// <summary>What was typed, without the space around it.</summary>
    public string Text(string name) => this[name].Trim();

    /// <summary>The same of a field that must not be empty, and not be endless.</summary>
    public string Required(string name, string otherwise)
    {
        var text = Text(name);
        if (text.Length == 0)
            Refuse(name, otherwise);
        if (text.Length > MaxLength)
            Refuse(name, $"This is too long; {MaxLength} characters are the most.");
        return text;
    }

    public void Refuse(string name, string message) => errors.Add((name, message));

    public string? ErrorOf(string name)
    {
        var found = errors.FindIndex(error => error.Name == name);
        return found < 0 ? null : errors[found].Message;
    }
}
