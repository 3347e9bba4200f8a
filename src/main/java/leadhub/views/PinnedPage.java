package leadhub.views;

/**
 * A page that somebody keeps at hand.
 *
 * @param path within the panel, with what was asked there
 */
public record PinnedPage(long id, String path, String title) {
    public static final int MOST_CHARACTERS = 120;
}
