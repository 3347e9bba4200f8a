package leadhub.bots.flows;

import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import leadhub.base.Json;
import leadhub.web.Words;
import leadhub.web.input.Contacts;
import leadhub.web.input.LocalNumbers;
import tools.jackson.databind.JsonNode;

/** Reads what visitors type as what they were asked for. */
final class FlowAnswers {
    private static final Pattern NUMBER_IN_TEXT = Pattern.compile("[+-]?[0-9][0-9.,٫٬' ]*");
    private static final int MOST_TEXT = 1_000;
    private static final BigDecimal BELOW = new BigDecimal("1e15");
    private static final int CENTURY = 100;
    private static final int EARLIEST = 1000;
    private static final int LATEST = 9999;

    private FlowAnswers() {}

    /** An answer: as conditions compare it, and as the lead takes it. */
    record Answer(String text, JsonNode value) {
        static Answer of(String text) {
            return new Answer(text, Json.MAPPER.getNodeFactory().stringNode(text));
        }
    }

    /** Empty if it can't be one. */
    static Optional<Answer> read(FlowStep.Kind kind, String typed, FlowMoment moment) {
        return switch (kind) {
            case TEXT -> Optional.of(Answer.of(typed.length() > MOST_TEXT ? typed.substring(0, MOST_TEXT) : typed));
            case EMAIL ->
                Optional.ofNullable(Contacts.in(typed, moment.caller().defaultCountry())
                                .email())
                        .map(Answer::of);
            case PHONE ->
                Optional.ofNullable(Contacts.in(typed, moment.caller().defaultCountry())
                                .phone())
                        .map(Answer::of);
            case NUMBER -> number(typed, moment.language());
            case DATE -> day(typed, moment.language()).map(day -> Answer.of(day.toString()));
        };
    }

    /** The number alone, or the only one in a sentence. */
    private static Optional<Answer> number(String typed, String language) {
        var numbers = LocalNumbers.in(Words.in(language).locale());
        var whole = numbers.read(typed.strip(), LocalNumbers.ANY);
        if (whole instanceof LocalNumbers.Reading.One(var number)) {
            return number.abs().compareTo(BELOW) < 0 ? Optional.of(answer(number)) : Optional.empty();
        }
        var found = NUMBER_IN_TEXT
                .matcher(typed)
                .results()
                .map(match -> match.group().strip().replaceFirst("[.,]$", ""))
                .toList();
        return found.size() == 1 && !found.getFirst().equals(typed.strip())
                ? number(found.getFirst(), language)
                : Optional.empty();
    }

    private static Answer answer(BigDecimal number) {
        var plain = new BigDecimal(number.stripTrailingZeros().toPlainString());
        return new Answer(plain.toPlainString(), Json.MAPPER.getNodeFactory().numberNode(plain));
    }

    /** As browsers send it, or as people of the language write it: {@code 24.12.2026}, {@code 2026年12月24日}, {@code Dec 24, 2026}. */
    static Optional<LocalDate> day(String typed, String language) {
        var text = typed.strip();
        try {
            return inTime(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return patterns(language).stream()
                    .flatMap(pattern -> parsed(text, pattern, language).stream())
                    .findFirst();
        }
    }

    /** With four digits for its year, as days are compared. */
    private static Optional<LocalDate> inTime(LocalDate day) {
        return Optional.of(day).filter(one -> one.getYear() >= EARLIEST && one.getYear() <= LATEST);
    }

    private static List<String> patterns(String language) {
        var patterns = new ArrayList<String>();
        patterns.add(
                switch (language) {
                    case "de" -> "d.M.y";
                    case "ja", "zh-CN" -> "y/M/d";
                    case "ar" -> "d/M/y";
                    default -> "M/d/y";
                });
        patterns.addAll(
                switch (language) {
                    case "ja", "zh-CN" -> List.of("y年M月d日", "y.M.d");
                    case "de", "ar" -> List.of("d. MMMM y", "d MMMM y");
                    default -> List.of("MMMM d, y", "MMMM d y", "d MMMM y");
                });
        return patterns;
    }

    private static Optional<LocalDate> parsed(String text, String pattern, String language) {
        var format = new SimpleDateFormat(pattern, ULocale.forLanguageTag(language));
        format.setTimeZone(TimeZone.GMT_ZONE);
        format.setLenient(false);
        var at = new ParsePosition(0);
        var date = format.parse(text, at);
        if (date == null || at.getIndex() < text.length()) {
            return Optional.empty();
        }
        var day = date.toInstant().atZone(ZoneOffset.UTC).toLocalDate();
        return inTime(day.getYear() < CENTURY ? day.plusYears(2000) : day);
    }

    /** Which of some words somebody means who types: its number, the word itself, or a sentence with one of them. */
    static int choose(List<List<String>> options, String typed) {
        var said = Spelling.of(typed);
        if (said.matches("[0-9]{1,2}")) {
            var number = Integer.parseInt(said);
            if (number >= 1
                    && number <= options.size()
                    && options.stream().flatMap(List::stream).noneMatch(one -> one.equals(said))) {
                return number - 1;
            }
        }
        var found = new ArrayList<Integer>();
        for (var i = 0; i < options.size(); i++) {
            if (options.get(i).contains(said)) {
                return i;
            }
            if (options.get(i).stream().anyMatch(one -> isIn(one, said))) {
                found.add(i);
            }
        }
        return found.size() == 1 ? found.getFirst() : -1;
    }

    /** Of a word without spaces around it, as in Japanese, any place does. */
    static boolean isIn(String phrase, String said) {
        if (phrase.isEmpty()) {
            return false;
        }
        return phrase.codePoints().anyMatch(Character::isIdeographic)
                        || phrase.codePoints().anyMatch(c -> c >= 0x3040 && c < 0x3100)
                ? said.contains(phrase)
                : (" " + said + " ").contains(" " + phrase + " ");
    }
}
