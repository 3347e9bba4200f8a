package leadhub.imports.files;

/** How much bytes look like text in an encoding. */
final class EncodingScore {
    /** Letters of Western Europe that texts are full of, and signs that they have beside words. */
    private static final String COMMON = "äöüßÄÖÜéèêëàâáãåæçñíìîïóòôõøúùûœÉÈÀÁÅÆÇÑÓØÚŒ";

    private static final String SIGNS = "€’‘“”„–—…«»°§©®™´²³·•¿¡£";

    private EncodingScore() {}

    /** From 0 to 1: of all double bytes, those that are kana, usual kanji or Japanese signs. */
    static double japanese(byte[] bytes) {
        var usual = 0;
        var all = 0;
        for (var i = 0; i < bytes.length; i++) {
            var lead = bytes[i] & 0xff;
            if (lead < 0x80) {
                continue;
            }
            all++;
            var isDouble = lead >= 0x81 && lead <= 0x9f || lead >= 0xe0 && lead <= 0xfc;
            if (isDouble && i + 1 < bytes.length) {
                var trail = bytes[i + 1] & 0xff;
                var isUsual = trail >= 0x40
                        && trail != 0x7f
                        && !isAccent(bytes, i)
                        && (lead == 0x81
                                || lead == 0x82 && trail >= 0x4f
                                || lead == 0x83 && trail <= 0x96
                                || lead >= 0x88 && lead <= 0x97);
                usual += isUsual ? 1 : 0;
                i++;
            }
        }
        return all == 0 || !EncodingGuess.isWhole(bytes, FileEncoding.SHIFT_JIS) && isMostlyBroken(usual, all)
                ? 0
                : (double) usual / all;
    }

    /** Whether a byte stands alone among letters, as an accented letter of Mac Roman does. */
    private static boolean isAccent(byte[] bytes, int i) {
        return isLetter(bytes, i + 1) && (isLetter(bytes, i - 1) || isLetter(bytes, i + 2));
    }

    private static boolean isLetter(byte[] bytes, int i) {
        return i >= 0 && i < bytes.length && (bytes[i] >= 'a' && bytes[i] <= 'z' || bytes[i] >= 'A' && bytes[i] <= 'Z');
    }

    /** From 0 to 1: of all double bytes, those that are usual characters or Chinese signs. */
    static double chinese(byte[] bytes) {
        var usual = 0;
        var all = 0;
        for (var i = 0; i < bytes.length; i++) {
            var lead = bytes[i] & 0xff;
            if (lead < 0x80) {
                continue;
            }
            all++;
            if (i + 1 < bytes.length) {
                var trail = bytes[i + 1] & 0xff;
                usual += trail >= 0xa1 && (lead >= 0xb0 && lead <= 0xd7 || lead == 0xa1 || lead == 0xa3) ? 1 : 0;
                i += trail >= 0x40 ? 1 : 0;
            }
        }
        return all == 0 || !EncodingGuess.isWhole(bytes, FileEncoding.GB18030) && isMostlyBroken(usual, all)
                ? 0
                : (double) usual / all;
    }

    private static boolean isMostlyBroken(int usual, int all) {
        return usual * 10L < all * 8L;
    }

    /** On average for each byte beyond ASCII: 2 for a usual letter in its place, less for what is odd. */
    static double western(byte[] bytes, FileEncoding encoding) {
        var text = new String(bytes, encoding.charset());
        var score = 0.0;
        var all = 0;
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                score += score(text, i);
                all++;
            }
        }
        return all == 0 ? 0 : score / all;
    }

    private static double score(String text, int i) {
        var c = text.charAt(i);
        var before = i == 0 ? ' ' : text.charAt(i - 1);
        var after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
        if (c < 0xa0 || c == '\ufffd') {
            return -4;
        }
        if (Character.isLetter(c)) {
            if (Character.isUpperCase(c) && Character.isLowerCase(before)) {
                return -2;
            }
            return COMMON.indexOf(c) >= 0 ? 2 : Character.isLetter(before) || Character.isLetter(after) ? 0.5 : -1;
        }
        var isInWord = Character.isLetter(before) && Character.isLetter(after);
        if (isInWord) {
            return c == '’' ? 1 : c == '´' || c == '·' ? -0.5 : -2;
        }
        return c == '¤' ? -2 : SIGNS.indexOf(c) >= 0 ? 1.5 : c == '\u00a0' ? 1 : 0;
    }
}
