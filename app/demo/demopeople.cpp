// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demopeople.h"

#include <QDateTime>

#include <array>

namespace keel {

namespace {

constexpr std::array givenNames{"Amina", "Arjun",  "Beatriz", "Björn", "Chloé", "Daniel", "Elif",
                                "Emeka", "Fatima", "Grace",   "Hana",  "Ivan",  "Jorge",  "Katarzyna",
                                "Leila", "Luca",   "Mei",     "Nadia", "Noah",  "Olga",   "Pedro",
                                "Quynh", "Rahul",  "Sofia",   "Tomáš", "Uma",   "Viktor", "Yara"};
constexpr std::array familyNames{"Abebe",  "Andersson", "Bauer",   "Costa",    "Demir",    "Dubois",       "Fischer",
                                 "García", "Haddad",    "Ibrahim", "Jansen",   "Kowalska", "Kumar",        "Larsen",
                                 "Moreau", "Nguyễn",    "Novák",   "O’Connor", "Okafor",   "Papadopoulos", "Rossi",
                                 "Sato",   "Silva",     "Tanaka",  "Virtanen", "Weber",    "Yilmaz",       "Zhang"};
constexpr std::array rooms{"Room 1", "Room 2", "Room 3", "Laboratory", "X-ray", "Phone"};
constexpr std::array authors{"Dr. Lindqvist", "Dr. Osei", "Dr. Marchetti", "Nurse Kelly", "Nurse Ahmed"};
constexpr std::array states{"booked", "confirmed", "arrived", "done", "cancelled"};
constexpr std::array observations{"Blood pressure", "Wound", "Cough", "Sleep", "Appetite", "Back pain", "Blood sugar"};
constexpr std::array findings{"much better", "unchanged", "slightly worse", "as expected", "within the normal range"};
constexpr std::array plans{"come back in two weeks",     "continue the medication", "blood test ordered",
                           "referred to the specialist", "no further visit needed", "call with the result"};
constexpr std::array minutes{15, 20, 30, 45, 60, 90};

template <std::size_t N>
QString pick(DemoPeople& people, const std::array<const char*, N>& from)
{
    return QString::fromUtf8(from[static_cast<std::size_t>(people.below(N))]);
}

} // namespace

QString DemoPeople::fullName()
{
    return pick(*this, givenNames) + QLatin1Char(' ') + pick(*this, familyNames);
}

QString DemoPeople::birthday()
{
    return QDate(1935, 1, 1).addDays(below(31000)).toString(Qt::ISODate);
}

QString DemoPeople::phone()
{
    return QStringLiteral("+00 555 %1").arg(below(1'000'000), 6, 10, QLatin1Char('0'));
}

QString DemoPeople::email(const QString& fullName)
{
    QString local;
    for (const QChar c : fullName.toLower().normalized(QString::NormalizationForm_D)) {
        if (c.unicode() < 128 && c.isLetter())
            local += c;
        else if (c == QLatin1Char(' '))
            local += QLatin1Char('.');
    }
    return QStringLiteral("%1%2@example.org").arg(local).arg(below(100));
}

QString DemoPeople::room()
{
    return pick(*this, rooms);
}

QString DemoPeople::author()
{
    return pick(*this, authors);
}

QString DemoPeople::note()
{
    return QStringLiteral("%1: %2; %3.").arg(pick(*this, observations), pick(*this, findings), pick(*this, plans));
}

QString DemoPeople::appointmentStatus()
{
    return pick(*this, states);
}

QString DemoPeople::appointmentStart()
{
    const QDateTime day = QDateTime(QDate::currentDate().addDays(below(56) - 28), QTime(8, 0));
    return day.addSecs(qint64{15 * 60} * below(40)).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

int DemoPeople::appointmentMinutes()
{
    return minutes[static_cast<std::size_t>(below(static_cast<int>(minutes.size())))];
}

} // namespace keel
