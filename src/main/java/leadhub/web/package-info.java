/** What every surface stands on: whose turn it is, paths, words. */
@NullMarked
package leadhub.web;

import org.jspecify.annotations.NullMarked;
