package leadhub.imports.files;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In what order days, months and years stand in the dates of a file. */
public enum DateOrder {
    DMY,
    MDY,
    YMD;

    /** Its name in the API: {@code dmy}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DateOrder> ofWord(String word) {
        return Arrays.stream(values())
                .filter(order -> order.word().equals(word))
                .findFirst();
    }
}
