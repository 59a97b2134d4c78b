// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/suggestion.h"

#include <algorithm>
#include <vector>

namespace keel {

int editDistance(const QString& l, const QString& r)
{
    const QString a = l.toLower();
    const QString b = r.toLower();
    const auto width = std::size_t(b.size()) + 1;
    std::vector<int> before(width);
    std::vector<int> above(width);
    std::vector<int> row(width);
    for (std::size_t j = 0; j < width; ++j)
        above[j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto k = std::size_t(j);
            row[k] = std::min({above[k] + 1, row[k - 1] + 1, above[k - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[k] = std::min(row[k], before[k - 2] + 1);
        }
        before = above;
        above = row;
    }
    return above[width - 1];
}

QString nearestName(const QString& written, const QStringList& known)
{
    QString best;
    // Further than a third of the word away is another word.
    int bestDistance = int(std::max<qsizetype>(2, written.size() / 3)) + 1;
    for (const QString& name : known) {
        const int distance = editDistance(written, name);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = name;
        }
    }
    return best;
}

} // namespace keel
