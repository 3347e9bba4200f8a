package leadhub.imports.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an Excel workbook, part by part as a test wants it. */
public final class TestWorkbook {
    private final Map<String, String> parts = new LinkedHashMap<>();
    private final StringBuilder sheets = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();
    private String settings = "";
    private int count;

    public TestWorkbook() {
        parts.put(
                "xl/styles.xml",
                "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\.mm\\.yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"#,##0.00 [$€-407]\"/></numFmts>"
                        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>");
    }

    TestWorkbook of1904() {
        settings = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    TestWorkbook texts(String... texts) {
        var xml = new StringBuilder("<sst>");
        for (var text : texts) {
            xml.append("<si><t>").append(text).append("</t></si>");
        }
        parts.put("xl/sharedStrings.xml", xml + "</sst>");
        return this;
    }

    /** @param rows what stands in sheetData */
    TestWorkbook sheet(String name, String state, String rows, String behind) {
        count++;
        sheets.append("<sheet name=\"%s\" state=\"%s\" r:id=\"r%d\"/>".formatted(name, state, count));
        relations.append("<Relationship Id=\"r%1$d\" Type=\"x/worksheet\" Target=\"worksheets/sheet%1$d.xml\"/>"
                .formatted(count));
        parts.put(
                "xl/worksheets/sheet" + count + ".xml",
                "<worksheet><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>");
        return this;
    }

    public TestWorkbook sheet(String rows) {
        return sheet("Leads", "visible", rows, "");
    }

    public void write(OutputStream out) throws IOException {
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\">" + settings + "<sheets>" + sheets + "</sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
