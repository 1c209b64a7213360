import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, CommandGateway, FromReadModels, Outcome } from '@baikoo/edge';
import { type ConventionName, DEFAULT_CONVENTIONS } from '@baikoo/kernel';
import { type Translator, translatorFor } from '@baikoo/languages';
import { settingOn, valuesOf } from '../domain/in-force.formula.js';
import { findSettings, type SettingView } from '../read/conventions.js';
import { AskConvention, conventionStream } from './convention.handler.js';
import { ConventionNameEnum, SetConventionInput } from './convention.inputs.js';
import { ConventionType } from './convention.types.js';
import { shownValues } from './shown.js';

@Resolver(() => ConventionType)
export class ConventionResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
  ) {}

  @FromReadModels()
  @Query(() => [ConventionType], {
    description:
      'What the program judges by where no law does: thresholds, limits, days. As it holds on the day of the question, ' +
      'with everything that was ever recorded about it.',
  })
  async conventions(
    @Context() caller: Caller,
    @Args('names', { type: () => [ConventionNameEnum], nullable: true, description: 'Only these; all unless said.' })
    names?: ConventionName[] | null,
  ): Promise<ConventionType[]> {
    const settings = await findSettings(this.db, caller.asOf);
    const translator = translatorFor(caller.language);
    return (Object.keys(DEFAULT_CONVENTIONS) as ConventionName[])
      .filter((name) => names?.includes(name) ?? true)
      .map((name) => {
        const own = settings.filter(({ convention }) => convention === name);
        const held = settingOn(own, caller.today);
        return {
          ...{ name, title: translator.say(`convention.${name}`), notice: translator.say('convention.notice') },
          values: shownValues(name, valuesOf(name, held), translator),
          setting: held ? shownSetting(held, translator) : null,
          settings: own.map((setting) => shownSetting(setting, translator)),
        };
      });
  }

  @Mutation(() => Outcome, {
    description:
      'Sets what the program judges by from a day on. What was judged before, and reports that are compiled, stay.',
  })
  setConvention(@Context() caller: Caller, @Args('input') input: SetConventionInput) {
    return this.gateway.send(caller, {
      command: 'SetConvention',
      rules: SetConventionInput,
      input,
      subject: conventionStream(input.convention),
      message: (fields, who, cause) => new AskConvention({ type: 'SetConvention', ...fields, ...who }, cause),
    });
  }
}

const shownSetting = ({ setBy, ...setting }: SettingView, translator: Translator) => ({
  ...setting,
  values: shownValues(setting.convention, valuesOf(setting.convention, setting), translator),
  organisationId: setBy.organisationId,
});
