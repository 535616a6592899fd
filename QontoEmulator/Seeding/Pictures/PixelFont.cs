namespace QontoEmulator.Seeding.Pictures;

/// <summary>Letters of five by seven pixels, drawn below as they look.</summary>
internal static class PixelFont
{
    public const int Width = 5;
    public const int Height = 7;

    /// <summary>From the start of one letter to the start of the next.</summary>
    public const int Advance = Width + 1;

    private const string Accented = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝß’–";
    private const string Plain = "AAAAAACEEEEIIIINOOOOOOUUUUYS'-";

    // Of each band the first line names the letters, one every six columns.
    private static readonly string[][] Bands =
    [
        [
            "A     B     C     D     E     F     G     H     I     J     K     L     ",
            " ###  ####   ###  ####  ##### #####  ###  #   #  ###    ### #   # #     ",
            "#   # #   # #   # #   # #     #     #   # #   #   #      #  #  #  #     ",
            "#   # #   # #     #   # #     #     #     #   #   #      #  # #   #     ",
            "##### ####  #     #   # ####  ####  # ### #####   #      #  ##    #     ",
            "#   # #   # #     #   # #     #     #   # #   #   #      #  # #   #     ",
            "#   # #   # #   # #   # #     #     #   # #   #   #   #  #  #  #  #     ",
            "#   # ####   ###  ####  ##### #      #### #   #  ###   ##   #   # ##### ",
        ],
        [
            "M     N     O     P     Q     R     S     T     U     V     W     X     ",
            "#   # #   #  ###  ####   ###  ####   #### ##### #   # #   # #   # #   # ",
            "## ## ##  # #   # #   # #   # #   # #       #   #   # #   # #   # #   # ",
            "# # # ##  # #   # #   # #   # #   # #       #   #   # #   # #   #  # #  ",
            "# # # # # # #   # ####  #   # ####   ###    #   #   # #   # # # #   #   ",
            "#   # #  ## #   # #     # # # # #       #   #   #   # #   # # # #  # #  ",
            "#   # #  ## #   # #     #  #  #  #      #   #   #   #  # #  ## ## #   # ",
            "#   # #   #  ###  #      ## # #   # ####    #    ###    #   #   # #   # ",
        ],
        [
            "Y     Z     0     1     2     3     4     5     6     7     8     9     ",
            "#   # #####  ###    #    ###  #####    #  #####   ##  #####  ###   ###  ",
            "#   #     # #   #  ##   #   #    #    ##  #      #        # #   # #   # ",
            " # #     #  #  ##   #       #   #    # #  ####  #        #  #   # #   # ",
            "  #     #   # # #   #      #     #  #  #      # ####    #    ###   #### ",
            "  #    #    ##  #   #     #       # #####     # #   #  #    #   #     # ",
            "  #   #     #   #   #    #    #   #    #  #   # #   #  #    #   #    #  ",
            "  #   #####  ###   ###  #####  ###     #   ###   ###   #     ###   ##   ",
        ],
        [
            ".     ,     :     -     /     &     '     %     *     +     ?     €     ",
            "                               ##     #   ##                 ###    ### ",
            "             ##             # #  #    #   ##  #   #     #   #   #  #    ",
            "             ##            #  # #    #       #  # # #   #       # ####  ",
            "                   ###    #    #            #    ###  #####    #   #    ",
            "       ##    ##          #    # # #        #    # # #   #     #   ####  ",
            " ##     #    ##         #     #  #        #  ##   #     #          #    ",
            " ##    #                       ## #          ##               #     ### ",
        ],
    ];

    private static readonly Dictionary<char, (string[] Band, int Column)> Places = Index();

    /// <summary>Whether a letter covers a pixel. Small letters look like capitals and accents are left out; what is not drawn is a question mark.</summary>
    public static bool Covers(char letter, int column, int row)
    {
        if (letter is ' ' or '\u00a0' or '\u202f')
            return false;
        var (band, start) = Places.TryGetValue(Fold(letter), out var place) ? place : Places['?'];
        return band[row + 1][start + column] == '#';
    }

    private static char Fold(char letter)
    {
        var capital = char.ToUpperInvariant(letter);
        return Accented.IndexOf(capital, StringComparison.Ordinal) is >= 0 and var index ? Plain[index] : capital;
    }

    private static Dictionary<char, (string[] Band, int Column)> Index()
    {
        var places = new Dictionary<char, (string[], int)>();
        foreach (var band in Bands)
        {
            for (var column = 0; column < band[0].Length; column += Advance)
                places[band[0][column]] = (band, column);
        }
        return places;
    }
}
