import type { Random } from "../random";

const FIRST = (
  "Aaron Abigail Adaeze Adrian Agnes Aiko Alan Alejandra Alice Amir Ana Andre Anika Anthony Arturo Asha Audrey Aurelio Beatriz Bella " +
  "Bernard Bridget Caleb Camila Carmen Cecilia Charles Chidi Chloe Clara Colin Cora Curtis Daisuke Damian Daniela Darius Deborah Delia " +
  "Diego Dominic Edith Elena Eli Emeka Emilia Esteban Esther Fatima Fernando Fiona Francis Freya Gabriel Gemma George Gloria Hamid " +
  "Hannah Harold Helen Henrik Hugo Ibrahim Imani Irene Isaac Ivy Jacob Jada Jasper Jean Joanna Joel Jorge Josephine Juan Kaori Karim " +
  "Katya Keith Kenji Lars Laura Leila Leon Lila Linh Lorenzo Lucas Luz Magnus Malik Manuel Margit Maria Marisol Mateo Maxine Mei Mia " +
  "Miguel Mina Mohammed Naomi Nate Nia Nikolai Noor Oksana Olga Omar Oscar Patrice Pavel Pearl Pilar Priscilla Quinn Rafael Ramona " +
  "Reggie Rhea Rosa Russell Saida Samir Sandra Santiago Sasha Selma Shauna Silas Stella Suki Sven Tamara Tariq Tess Thuy Tobias Uma " +
  "Valentina Victor Wanda Wendell Xavier Yara Yusuf Zeynep Zora"
).split(" ");

const LAST = (
  "Abbott Acosta Adeyemi Akhtar Albright Alvarado Andersen Aoki Arnold Bailey Banerjee Barros Bauer Becker Bergstrom Bianchi Blake " +
  "Boateng Bowen Brandt Brennan Briggs Burke Cabrera Cardenas Chandra Chen Cho Clarke Cohen Cooper Costa Cruz Dahl Darby Davies Delacroix " +
  "Desai Diaz Dobson Donnelly Duarte Dubois Dunn Eriksen Espinoza Estrada Farouk Finch Fletcher Flores Fontaine Forsythe Fuentes Gallagher " +
  "Garrett Gibbs Gill Goldberg Gomez Grant Greene Gupta Haddad Hale Hansen Harper Hassan Hayashi Herrera Hoang Holt Horvath Ibarra Inoue " +
  "Iyer Jansen Jensen Johal Kaplan Kaur Keane Keller Khan Kim Kowalski Kruger Lam Larsen Laurent Leclerc Lim Lindqvist Lopez Ly Mackay " +
  "Maldonado Marin Mbeki McAllister Medina Mehta Mercer Mikkelsen Molina Moreau Morris Nakamura Navarro Ng Nguyen Novak Nunez Obi Olsen " +
  "Ortega Osei Palmer Park Patel Pereira Petrov Pham Pierce Popescu Quintero Ramos Rao Reilly Rhodes Rivera Robles Rossi Rowe Saito Salazar " +
  "Santos Sato Schmidt Serrano Shah Sharma Silva Sorensen Soto Stein Sullivan Suzuki Svensson Tan Thorpe Torres Tran Underwood Vance Vargas " +
  "Vega Vogel Walsh Ward Weber Whitaker Wong Wu Yamada Yates Yilmaz Young Zhang Zimmer"
).split(" ");

const COMPANIES = [
  "Harbor Lane Bakery",
  "Cedar Street School",
  "Pixel & Pine Studio",
  "Westmoor Clinic",
  "Juniper Hotel",
  "Alder Coffee",
  "Bridgeport Brewing Co",
  "Green Loop Gardens",
  "Hawthorne Pizza",
  "Lumen Architects",
  "Mill Creek Church",
  "Northwest Film Lab",
  "Orchard Daycare",
  "Riverbend Rowing",
  "Sunny Side Produce",
  "Tabor Bookshop",
  "Union Print Works",
  "Velo Yoga",
  "Willow Vet Clinic",
] as const;

/** Somebody the shop texts with. `lastName` null: a company, whose name is in `firstName`. */
export type Person = { number: string; firstName: string; lastName: string | null; saved: boolean };

/** Makes people who don't exist yet, with fictional numbers (555-0100 to 555-0199 of each area). */
export class Crowd {
  private readonly numbers: Generator<string, undefined>;
  private readonly names: Generator<readonly [string, string | null], never>;

  constructor(
    private readonly random: Random,
    private readonly taken: Set<string>,
  ) {
    this.numbers = fictionalNumbers(random);
    this.names = names(random);
  }

  next(): Person {
    const [firstName, lastName] = this.names.next().value;
    return { number: this.nextNumber(), firstName, lastName, saved: this.random.chance(0.83) };
  }

  private nextNumber(): string {
    for (;;) {
      const { value } = this.numbers.next();
      if (value === undefined) throw new Error("there are no more fictional numbers");
      if (this.taken.has(value)) continue;
      this.taken.add(value);
      return value;
    }
  }
}

const NEAR_AREAS = ["503", "971", "541", "458", "360", "564", "206", "253", "425", "509"];

function* fictionalNumbers(random: Random): Generator<string, undefined> {
  const others = Array.from({ length: 800 }, (_, index) => String(200 + index)).filter(
    (area) => area[1] !== "9" && !area.endsWith("11") && !NEAR_AREAS.includes(area),
  );
  const lines = (area: string) => Array.from({ length: 100 }, (_, line) => `1${area}5550${100 + line}`);
  yield* random.shuffled(NEAR_AREAS.flatMap(lines));
  for (const area of others) yield* random.shuffled(lines(area));
  return undefined;
}

function* names(random: Random): Generator<readonly [string, string | null], never> {
  const companies = random.shuffled(COMPANIES);
  for (;;) {
    const company = random.chance(0.04) ? companies.pop() : undefined;
    yield company === undefined ? [random.pick(FIRST), random.pick(LAST)] : [company, null];
  }
}
