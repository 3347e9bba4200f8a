package leadhub.conversations.mails;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** By what a quote is known in an email: marked lines, the line that says who wrote them, and the headers of the email. */
final class QuoteMarks {
    /** Longer ones say nothing of who is quoted. */
    private static final int MOST_CHARACTERS = 400;

    private static final int MOST_LINES = 3;
    private static final int MOST_HEADERS = 20;
    private static final String FROM_NAMES = "From|Von|De|Da|差出人|发件人|发件者|من";
    private static final String SUBJECT_NAMES = "Subject|Betreff|Objet|Asunto|Oggetto|件名|主题|主題|الموضوع";
    private static final String OTHER_NAMES =
            "Sent|Date|To|Cc|Reply-To|Gesendet|Datum|An|Kopie|Envoyé|À|Enviado|Fecha|Para|Inviato"
                    + "|送信日時|送信日|日付|日時|宛先|发送时间|发送日期|日期|时间|收件人|抄送|تم الإرسال|التاريخ|إلى|نسخة";

    private static final Pattern FROM = header(FROM_NAMES);
    private static final Pattern SUBJECT = header(SUBJECT_NAMES);
    private static final Pattern HEADER = header(FROM_NAMES + "|" + SUBJECT_NAMES + "|" + OTHER_NAMES);
    private static final Pattern DIVIDER = Pattern.compile("^\\s*(-{5,}|_{5,}).*$");
    private static final Pattern DATE =
            Pattern.compile("(?<!\\p{Nd})\\p{Nd}{4}(?!\\p{Nd})|\\p{Nd}{1,4}[./-]\\s?\\p{Nd}{1,2}[./-]\\s?\\p{Nd}{1,4}");
    private static final Pattern ADDRESS = Pattern.compile("\\S@\\S");
    private static final Pattern IN_BRACKETS = Pattern.compile("<[^<>\\s]+@[^<>\\s]+>");
    private static final Pattern WROTE = Pattern.compile(
            "wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|書きました|のメール|写道|كتب", Pattern.CASE_INSENSITIVE);
    /** How it begins where it goes on in the next line. */
    private static final Pattern BEGINS = Pattern.compile("^(On|Am|Le|El|Il|Em|Op|Den|在|于|في|\\p{Nd}).*");

    private QuoteMarks() {}

    private static Pattern header(String names) {
        return Pattern.compile(
                "^\\s*\\*?(" + names + ")\\s?\\*?\\s?[:：]\\*?\\s*\\S.*$",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static boolean isQuoted(String line) {
        return line.stripLeading().startsWith(">");
    }

    /** Such as {@code -----Original Message-----}. */
    static boolean isDivider(String line) {
        return DIVIDER.matcher(line).matches();
    }

    /** Whether an email is quoted from there on whose lines aren't marked: below its headers, or below who of us wrote it when. */
    static boolean isUnmarkedQuote(List<String> lines, int at, List<String> ours) {
        var line = lines.get(at);
        if (isDivider(line)) {
            return headers(lines, next(lines, at + 1)) >= 2;
        }
        if (FROM.matcher(line).matches()) {
            return isOfEmail(lines.subList(at, at + headers(lines, at)));
        }
        var end = attributionEnd(lines, at);
        var below = next(lines, end);
        return end > at && below < lines.size() && !isQuoted(lines.get(below)) && names(joined(lines, at, end), ours);
    }

    /** The line behind that, or those, which say who wrote what follows; the same line where none does. */
    static int attributionEnd(List<String> lines, int at) {
        for (var end = at + 1; end <= Math.min(at + MOST_LINES, lines.size()); end++) {
            if (isAttribution(lines, at, end)) {
                return end;
            }
        }
        return at;
    }

    /** The first line of those that say who wrote what follows, above blank ones; the same line where none does. */
    static int attributionBefore(List<String> lines, int end) {
        for (var from = end - 1; from >= Math.max(0, end - MOST_LINES); from--) {
            if (isAttribution(lines, from, end)) {
                return from;
            }
        }
        return end;
    }

    private static boolean isAttribution(List<String> lines, int from, int end) {
        var all = lines.subList(from, end);
        var text = joined(lines, from, end);
        return text.length() <= MOST_CHARACTERS
                && (text.endsWith(":") || text.endsWith("："))
                && all.stream().noneMatch(line -> line.isBlank() || isQuoted(line))
                && (all.size() == 1 || BEGINS.matcher(text).matches())
                // Digits of an address are no date.
                && DATE.matcher(IN_BRACKETS.matcher(text).replaceAll("")).find()
                && (IN_BRACKETS.matcher(text).find() || WROTE.matcher(text).find());
    }

    private static String joined(List<String> lines, int from, int end) {
        return lines.subList(from, end).stream().map(String::strip).collect(Collectors.joining(" "));
    }

    /** Sentences begin with such words, too; headers of an email have an address, or a date and a subject. */
    private static boolean isOfEmail(List<String> headers) {
        return headers.size() >= 2
                && (headers.stream().anyMatch(line -> ADDRESS.matcher(line).find())
                        || headers.stream()
                                        .anyMatch(line -> SUBJECT.matcher(line).matches())
                                && headers.stream()
                                        .anyMatch(line -> DATE.matcher(line).find()));
    }

    /** How many headers follow each other. */
    private static int headers(List<String> lines, int at) {
        var end = at;
        while (end < Math.min(at + MOST_HEADERS, lines.size())
                && HEADER.matcher(lines.get(end)).matches()) {
            end++;
        }
        return end - at;
    }

    /** The next line that isn't blank. */
    private static int next(List<String> lines, int at) {
        var next = at;
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        return next;
    }

    private static boolean names(String text, List<String> ours) {
        var folded = text.toLowerCase(Locale.ROOT);
        return ours.stream().anyMatch(one -> folded.contains("<" + one.toLowerCase(Locale.ROOT) + ">"));
    }
}
