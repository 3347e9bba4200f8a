package leadhub.conversations.mails;

import java.util.List;

/**
 * Cuts off what a mail program has put below, or above, what somebody wrote: the email that they answer, and their signature. What
 * isn't surely one of these stays.
 */
final class WrittenText {
    /** Behind more lines stands no signature. */
    private static final int MOST_SIGNATURE = 10;

    private WrittenText() {}

    /** @param ours addresses of ours: who is quoted without marks is one of them */
    static String of(String text, List<String> ours) {
        var lines = text.replace("\r\n", "\n").lines().toList();
        // A signature stands below the quote with some programs, and above it with others.
        var own = withoutSignature(withoutQuote(withoutSignature(lines), ours));
        return String.join("\n", own).strip();
    }

    private static List<String> withoutSignature(List<String> lines) {
        var at = lines.lastIndexOf("-- ");
        return at >= 0
                        && lines.size() - at - 1 <= MOST_SIGNATURE
                        && lines.subList(at, lines.size()).stream().noneMatch(QuoteMarks::isQuoted)
                ? lines.subList(0, at)
                : lines;
    }

    private static List<String> withoutQuote(List<String> lines, List<String> ours) {
        var above = lines.subList(0, unmarked(lines, ours));
        var end = ended(above);
        if (end < 0) {
            return below(above);
        }
        var introduced = QuoteMarks.attributionBefore(above, end);
        var own = above.subList(0, introduced);
        var last = lastWritten(own);
        return last >= 0 && QuoteMarks.isDivider(own.get(last)) ? own.subList(0, last) : own;
    }

    /** Where a quote begins that isn't marked, behind something that was written; else the end. */
    private static int unmarked(List<String> lines, List<String> ours) {
        var isBehind = false;
        for (var i = 0; i < lines.size(); i++) {
            if (isBehind && QuoteMarks.isUnmarkedQuote(lines, i, ours)) {
                return i;
            }
            isBehind |= !lines.get(i).isBlank();
        }
        return lines.size();
    }

    /** Where the marked lines at the end begin; -1 for none. Those between answers are kept with them. */
    private static int ended(List<String> lines) {
        var at = lines.size();
        var isQuote = false;
        while (at > 0 && (lines.get(at - 1).isBlank() || QuoteMarks.isQuoted(lines.get(at - 1)))) {
            at--;
            isQuote |= QuoteMarks.isQuoted(lines.get(at));
        }
        return isQuote ? at : -1;
    }

    /** Some write below what they answer as a whole. */
    private static List<String> below(List<String> lines) {
        var first = 0;
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        var quote = QuoteMarks.attributionEnd(lines, first);
        var end = quote;
        while (end < lines.size() && (lines.get(end).isBlank() || QuoteMarks.isQuoted(lines.get(end)))) {
            end++;
        }
        var rest = lines.subList(end, lines.size());
        var isWhole = quote > first
                && lines.subList(quote, end).stream().anyMatch(QuoteMarks::isQuoted)
                && rest.stream().noneMatch(QuoteMarks::isQuoted);
        return isWhole ? rest : lines;
    }

    private static int lastWritten(List<String> lines) {
        var last = lines.size() - 1;
        while (last >= 0 && lines.get(last).isBlank()) {
            last--;
        }
        return last;
    }
}
