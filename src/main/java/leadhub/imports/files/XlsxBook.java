package leadhub.imports.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** What an Excel workbook says of itself: its sheets, which styles are dates, and what its cells share. */
final class XlsxBook implements Closeable {
    /** @param part where it stands in the archive */
    record Sheet(String name, boolean isHidden, String part) {}

    private final ZipFile zip;
    private final List<Sheet> sheets = new ArrayList<>();
    private final Set<Integer> dateStyles = new HashSet<>();
    private boolean is1904;
    private @Nullable XlsxTexts texts;
    private String textsPart = "xl/sharedStrings.xml";
    private String stylesPart = "xl/styles.xml";

    private boolean isClosed;

    XlsxBook(Path path) throws IOException {
        OpenBooks.take();
        this.zip = opened(path);
        try {
            if (zip.size() > XlsxLimits.MOST_PARTS) {
                throw new XlsxLimits.Exceeded();
            }
            readSheets(readRelations());
            readStyles();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static ZipFile opened(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (IOException | RuntimeException e) {
            OpenBooks.giveBack();
            throw e;
        }
    }

    List<Sheet> sheets() {
        return sheets;
    }

    boolean is1904() {
        return is1904;
    }

    boolean isDate(@Nullable String style) {
        return style != null && style.length() < 7 && style.chars().allMatch(Character::isDigit) && !style.isEmpty()
                ? dateStyles.contains(Integer.parseInt(style))
                : false;
    }

    /** A text that cells share; null if there is none. */
    @Nullable
    String text(String index) throws IOException {
        if (texts == null) {
            texts = readTexts();
        }
        return index.length() > 9 || index.isEmpty() || !index.chars().allMatch(Character::isDigit)
                ? null
                : texts.get(Integer.parseInt(index));
    }

    /** @param most how many bytes there may be; null if there is no such part */
    @Nullable
    XlsxXml open(String part, long most) throws IOException {
        var entry = zip.getEntry(part);
        return entry == null ? null : new XlsxXml(new XlsxLimits(in(entry), entry.getCompressedSize(), most));
    }

    private InputStream in(ZipEntry entry) throws IOException {
        var in = zip.getInputStream(entry);
        if (in == null) {
            throw new IOException("No part " + entry.getName() + ".");
        }
        return in;
    }

    /** By id, where the parts are that the workbook names. */
    private Map<String, String> readRelations() throws IOException {
        var relations = new HashMap<String, String>();
        try (var xml = open("xl/_rels/workbook.xml.rels", XlsxLimits.MOST_OTHER)) {
            while (xml != null && xml.next()) {
                var target = xml.isStart("Relationship") ? xml.attribute("Target") : null;
                if (target != null) {
                    var part = target.startsWith("/") ? target.substring(1) : "xl/" + target;
                    relations.put(orEmpty(xml.attribute("Id")), part);
                    var type = orEmpty(xml.attribute("Type"));
                    textsPart = type.endsWith("/sharedStrings") ? part : textsPart;
                    stylesPart = type.endsWith("/styles") ? part : stylesPart;
                }
            }
        }
        return relations;
    }

    private void readSheets(Map<String, String> relations) throws IOException {
        try (var xml = open("xl/workbook.xml", XlsxLimits.MOST_OTHER)) {
            while (xml != null && xml.next()) {
                if (xml.isStart("workbookPr")) {
                    var said = orEmpty(xml.attribute("date1904"));
                    is1904 = said.equals("1") || said.equals("true");
                } else if (xml.isStart("sheet")) {
                    var part = relations.get(orEmpty(xml.attribute("id")));
                    if (part != null && zip.getEntry(part) != null && part.contains("worksheets")) {
                        var state = orEmpty(xml.attribute("state"));
                        var isHidden = state.equals("hidden") || state.equals("veryHidden");
                        sheets.add(new Sheet(orEmpty(xml.attribute("name")), isHidden, part));
                    }
                }
            }
        }
    }

    private void readStyles() throws IOException {
        try (var xml = open(stylesPart, XlsxLimits.MOST_OTHER)) {
            var dates = new HashSet<String>();
            var isInFormats = false;
            var index = 0;
            while (xml != null && xml.next()) {
                isInFormats = xml.isStart("cellXfs") || isInFormats && !xml.isEnd("cellXfs");
                if (xml.isStart("numFmt") && isDateFormat(orEmpty(xml.attribute("formatCode")))) {
                    dates.add(orEmpty(xml.attribute("numFmtId")));
                } else if (isInFormats && xml.isStart("xf")) {
                    var format = orEmpty(xml.attribute("numFmtId"));
                    if (dates.contains(format) || isBuiltInDate(format)) {
                        dateStyles.add(index);
                    }
                    index++;
                }
            }
        }
    }

    private static boolean isBuiltInDate(String format) {
        return format.matches("1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8]");
    }

    /** Whether days, months, years or hours stand in it, outside of quotes and brackets. */
    static boolean isDateFormat(String code) {
        var plain =
                code.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\\\.|\\[(?!h|m|s)[^\\]]*\\]|_.|\\*.|general", "");
        return plain.matches(".*[dmyhsg年月日].*");
    }

    private XlsxTexts readTexts() throws IOException {
        var all = new XlsxTexts();
        try (var xml = open(textsPart, XlsxLimits.MOST_TEXTS)) {
            while (xml != null && xml.next()) {
                if (xml.isStart("si")) {
                    all.add(richText(xml, "si"));
                }
            }
        }
        return all;
    }

    /** What stands in runs of text, without how Japanese ones are pronounced. */
    static String richText(XlsxXml xml, String end) throws IOException {
        var text = new StringBuilder();
        var isPhonetic = false;
        while (xml.next() && !xml.isEnd(end)) {
            isPhonetic = xml.isStart("rPh") || isPhonetic && !xml.isEnd("rPh");
            if (xml.isStart("t") && !isPhonetic) {
                XlsxXml.append(text, xml.text());
            }
        }
        return text.toString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        texts = null;
        OpenBooks.giveBack();
        zip.close();
    }
}
