package leadhub.companies;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some companies, by their keys.
 *
 * @param next the key behind which the list goes on; null at its end
 */
public record CompanyPage(List<Company> companies, @Nullable String next) {}
