package leadhub.exports.schedules;

/**
 * What somebody wants of a scheduled export: all that can be said of one.
 *
 * @param userId whose rights it has, and who is told of its files
 * @param origin what links to it begin with where no base URL is set, as its owner came; empty where somebody else has made it so
 */
public record ExportWish(String name, long userId, ExportTerms terms, Timing timing, String origin) {

    /** The same, with another origin. */
    ExportWish from(String other) {
        return new ExportWish(name, userId, terms, timing, other);
    }
}
