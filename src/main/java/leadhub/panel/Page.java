package leadhub.panel;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import gg.jte.Content;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import leadhub.base.Problem;
import leadhub.base.Role;
import leadhub.web.LocalizedPage;
import leadhub.web.Templates;
import leadhub.web.Words;
import leadhub.web.input.LocalNumbers;
import leadhub.web.input.Numbers;
import org.jspecify.annotations.Nullable;

/** What every template of the panel can use: the visitor, and what the frame needs. */
public final class Page extends LocalizedPage {
    /** From so many days or hours on, the hours or minutes beside them say nothing. */
    private static final int FEW = 10;

    private final Frames frames;
    private final @Nullable Visitor visitor;
    private final String path;
    private final String token;
    private final @Nullable String requestId;

    Page(Words words, Frames frames, @Nullable Visitor visitor, String path, String token, @Nullable String requestId) {
        super(words, frames.assets());
        this.frames = frames;
        this.visitor = visitor;
        this.path = path;
        this.token = token;
        this.requestId = requestId;
    }

    public boolean isSignedIn() {
        return visitor != null;
    }

    /** The visitor; on public pages only if somebody is signed in. */
    public Visitor visitor() {
        if (visitor == null) {
            throw new Problem.Unauthorized().exception();
        }
        return visitor;
    }

    public boolean may(Role least) {
        return visitor != null && visitor.role().covers(least);
    }

    /** The main menu, or the settings', with what the visitor may open. */
    public List<MenuEntry> menu(MenuEntry.Menu menu) {
        return frames.menus().of(menu, visitor().role());
    }

    /** The settings' menu by groups, with what the visitor may open. */
    public Map<SettingsGroup, List<MenuEntry>> settings() {
        return menu(MenuEntry.Menu.SETTINGS).stream()
                .collect(Collectors.groupingBy(
                        SettingsGroup::of, () -> new EnumMap<>(SettingsGroup.class), Collectors.toList()));
    }

    /** The palette's entries for the visitor. */
    public List<MenuEntry> palette() {
        return frames.menus().palette(visitor().role());
    }

    public String theme() {
        return visitor == null ? "auto" : visitor.theme();
    }

    /** Whether the page is part of a section such as {@code /leads}. */
    public boolean isIn(String section) {
        return path.equals(section) || path.startsWith(section + "/");
    }

    /** For {@code aria-current} of a link to a section. */
    public @Nullable String current(String section) {
        return isIn(section) ? "page" : null;
    }

    /** The CSRF token that actions have to send. */
    public String token() {
        return token;
    }

    /** What a form that makes something must send, as {@code _once}, so that it makes it once. */
    public String once() {
        return UUID.randomUUID().toString();
    }

    /** Another template in this place, filled with its model: what a feature shows on another one's page. */
    public Content part(String template, Object model) {
        return output -> Templates.fill(template, this, model, output);
    }

    /** A picture from the set of icons; says nothing to those who can't see it. */
    public Content icon(String name) {
        return Icons.icon(name);
    }

    /** The initials of somebody in a colour of theirs; says nothing to those who can't see it. */
    public Content avatar(String name) {
        return Avatars.avatar(name);
    }

    public String number(long number) {
        return numbers().print(BigDecimal.valueOf(number));
    }

    /** The number with all its decimals; {@code ""} for none. */
    public String number(@Nullable BigDecimal number) {
        return number == null ? "" : numbers().print(number);
    }

    /** What a deal is worth; {@code ""} for nothing. @param currency null for the workspace's */
    public String money(@Nullable BigDecimal value, @Nullable String currency) {
        return value == null
                ? ""
                : numbers().printMoney(value, currency == null ? visitor().currency() : currency);
    }

    /** Sums by currency, the workspace's first. */
    public List<String> sums(Map<String, BigDecimal> byCurrency) {
        return byCurrency.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, BigDecimal> sum) ->
                                !sum.getKey().equals(visitor().currency()))
                        .thenComparing(Map.Entry::getKey))
                .map(sum -> money(sum.getValue(), sum.getKey()))
                .toList();
    }

    /** Points that are added or taken away. */
    public String points(long points) {
        return points > 0 ? "+" + number(points) : number(points);
    }

    /** A text as the visitor writes it, where it is a number as programs write it. */
    public String numberIn(String text) {
        var number = Numbers.of(text);
        return number == null ? text : numbers().print(number);
    }

    /** How the visitor writes numbers. */
    public LocalNumbers numbers() {
        return LocalNumbers.in(locale());
    }

    /** A day and time in the visitor's zone, as the workspace writes them. */
    public String time(Instant instant) {
        return dates().dayAndTime(locale()).withZone(zone()).format(instant);
    }

    /** The time of that day. */
    public String clock(Instant instant) {
        return dates().time(locale()).withZone(zone()).format(instant);
    }

    public String date(Instant instant) {
        return dates().day(locale()).withZone(zone()).format(instant);
    }

    /** A day of this year, as short as it may be. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedPattern("MMMd").withLocale(locale()).format(day);
    }

    /** A day that is the same in every zone. */
    public String date(LocalDate day) {
        return dates().day(locale()).format(day);
    }

    private DateFormat dates() {
        return visitor == null ? DateFormat.AUTO : visitor.dateFormat();
    }

    /** How long something takes, in its two biggest units. */
    public String duration(Duration duration) {
        var format = MeasureFormat.getInstance(locale(), MeasureFormat.FormatWidth.SHORT);
        var days = new Measure(duration.toDays(), MeasureUnit.DAY);
        var hours = new Measure(duration.toHoursPart(), MeasureUnit.HOUR);
        var minutes = new Measure(duration.toMinutesPart(), MeasureUnit.MINUTE);
        if (duration.toDays() > 0) {
            return duration.toDays() < FEW ? format.formatMeasures(days, hours) : format.formatMeasures(days);
        }
        if (duration.toHours() > 0) {
            return duration.toHours() < FEW ? format.formatMeasures(hours, minutes) : format.formatMeasures(hours);
        }
        return format.formatMeasures(minutes);
    }

    public ZoneId zone() {
        return visitor == null ? ZoneOffset.UTC : visitor.zone();
    }

    @Nullable
    String requestId() {
        return requestId;
    }
}
