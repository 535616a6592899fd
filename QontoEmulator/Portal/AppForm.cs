using QontoEmulator.OAuth;
using QontoEmulator.Pages;

namespace QontoEmulator.Portal;

/// <summary>The form of an app: what it shows, and what it says when it is sent.</summary>
internal static class AppForm
{
    public const string RemoveLogo = "remove_logo";

    /// <summary>A logo that was right, beside something that was not: browsers do not fill in files again.</summary>
    public const string KeptLogo = "kept_logo";

    public static PageForm Of(AppDraft draft) => PageForm.Of(
    [
        new(AppDraft.NameField, draft.Name),
        new(AppDraft.ScopesField, draft.Scopes.ToArray()),
        new(AppDraft.SandboxUrisField, string.Join('\n', draft.SandboxRedirectUris)),
        new(AppDraft.ProductionUrisField, string.Join('\n', draft.ProductionRedirectUris)),
        new(AppDraft.AisField, draft.AisReason),
        new(AppDraft.PisField, draft.PisReason),
        new(KeptLogo, draft.Logo),
    ]);

    /// <summary>Reads the form; a logo that is refused is told in it at once, everything else is judged by the draft.</summary>
    public static async ValueTask<AppDraft> Read(PageForm form, UseCase useCase) => new()
    {
        UseCase = useCase,
        Name = form.Text(AppDraft.NameField),
        Scopes = form.Values(AppDraft.ScopesField),
        SandboxRedirectUris = Lines(form, AppDraft.SandboxUrisField),
        ProductionRedirectUris = Lines(form, AppDraft.ProductionUrisField),
        AisReason = Filled(form, AppDraft.AisField),
        PisReason = Filled(form, AppDraft.PisField),
        Logo = await LogoOf(form),
    };

    /// <summary>Tells the problems of a draft beside the fields.</summary>
    public static void Tell(PageForm form, IEnumerable<AppProblem> problems)
    {
        foreach (var problem in problems)
            form.Refuse(problem.Field, Sentence(problem.Text));
    }

    /// <summary>A remark as a sentence; one that begins with a URI or a scope keeps its first letter.</summary>
    public static string Sentence(string text)
    {
        var isWord = text.Split(' ')[0].All(c => char.IsLetter(c) || c == '\'');
        return $"{(isWord ? char.ToUpperInvariant(text[0]) : text[0])}{text[1..].TrimEnd('.')}.";
    }

    private static async ValueTask<string?> LogoOf(PageForm form)
    {
        if (form.File(AppDraft.LogoField) is { } file)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content);
            return Judged(Logo.Of(content.ToArray()));
        }

        return form[KeptLogo].Length == 0 || form[RemoveLogo].Length > 0 ? null : Judged(Logo.Of(form[KeptLogo]));

        string? Judged((string? DataUrl, string? Problem) judged)
        {
            if (judged.Problem is { } problem)
                form.Refuse(AppDraft.LogoField, Sentence(problem));
            return judged.DataUrl;
        }
    }

    private static string[] Lines(PageForm form, string field) => form[field].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? Filled(PageForm form, string field) => form.Text(field) is { Length: > 0 } text ? text : null;
}
